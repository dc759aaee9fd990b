package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.local.hostile.HostileRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No record stops the feed, whatever is in it. */
class HostileFeedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final Offer GOOD = chat("together", "good/one");

  private final Map<Refusal, Integer> skipped = new EnumMap<>(Refusal.class);
  private final FeedEvents events =
      new FeedEvents(
          (topic, reason) -> skipped.merge(reason, 1, Integer::sum), InstantSource.fixed(NOW));
  private final Ledger ledger = new Ledger();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"price\":{\"kind\":\"unknown\"} | \"price\":{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1}",
        "\"price\":{\"kind\":\"unknown\"} | \"price\":{\"kind\":\"per_token\",\"input\":1,\"output\":1e-600000000}",
        "\"version\":1 | \"version\":9223372036854775807",
        "\"version\":1 | \"version\":4611686018427387904",
        "\"version\":1 | \"version\":-1",
        "\"version\":1 | \"version\":1e600000000",
        "\"model\":\"good/one\", | \"x\":1,",
        "\"model\":\"good/one\" | \"model\":\"good\\u0000one\"",
        "\"upstreamId\":\"good/one\" | \"upstreamId\":\"good/one\\n\"",
        "\"version\":1 | \"version\":1,\"created\":\"+1000000000-12-31T23:59:59Z\"",
        "\"version\":1 | \"version\":1,\"updated\":\"2190-01-01T00:00:00Z\"",
        "\"version\":1 | \"version\":1,\"deprecation\":\"+999999999-12-31\"",
      })
  void anOfferThatIsNoneIsSkippedAndTheNextOneIsTaken(String sound, String hostile) {
    String json = text(EventJson.write(new Bare(GOOD).offer()));
    assertTrue(json.contains(sound.strip()), json);
    enter(offer(json.replace(sound.strip(), hostile.strip())));
    assertEquals(1, skipped.values().stream().mapToInt(each -> each).sum(), skipped.toString());
    assertEquals(0, ledger.offerCount());
    goodOnesArrive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"together:a\u0000b", "together:", ":x", "x", "together:\ud800"})
  void aTombstoneWithAHostileKeyIsSkipped(String key) {
    for (Topic topic : List.of(Topic.OFFERS, Topic.AVAILABILITY)) {
      enter(new ConsumerRecord<>(topic.topicName(), 0, 0, key, null));
    }
    assertEquals(Map.of(Refusal.BAD_KEY, 2), skipped);
    goodOnesArrive();
  }

  @Test
  void whatFollowsTheClockIsNotBelievedForEverWhenItIsAheadOfIt() {
    enter(offer(text(EventJson.write(GOOD))));
    long ahead = NOW.plus(Duration.ofDays(2)).toEpochMilli();
    enter(judged(text(EventJson.write(verdict(GOOD, State.AVAILABLE, ahead)))));
    assertEquals(Map.of(Refusal.OUT_OF_BOUNDS, 1), skipped);
    enter(judged(text(EventJson.write(verdict(GOOD, State.UNAVAILABLE, 3)))));
    assertEquals(State.UNAVAILABLE, view().state());
  }

  @Test
  void nothingOfAHundredThousandHostileRecordsStopsIt() {
    Path samples = Path.of(System.getProperty("gatewayz.root"), "deploy/events/released/0.1.0");
    HostileRecords offers =
        new HostileRecords(
            Topic.OFFERS.topicName(),
            CloudEvent.OFFER,
            samples.resolve("samples/offer.json"),
            20_260_115);
    HostileRecords verdicts =
        new HostileRecords(
            Topic.AVAILABILITY.topicName(),
            CloudEvent.AVAILABILITY,
            samples.resolve("samples/availability.json"),
            20_260_116);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int batch = 0; batch < 1_000; batch++) {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
              records.add(offers.next());
              records.add(verdicts.next());
            }
            events.enter(records, ledger);
            records.forEach(record -> AvailabilityHeaders.evidenceTime(record.headers()));
          }
          ledger.snapshot(NOW).forEachOffer(view -> assertTrue(EventJson.write(view).length > 0));
        });
    int all = skipped.values().stream().mapToInt(each -> each).sum();
    assertTrue(all > 50_000 && all < 95_000, "some are sound: " + skipped);
    assertEquals(0, skipped.getOrDefault(Refusal.FAILED, 0), "the validator sees it first");
    goodOnesArrive();
  }

  private void goodOnesArrive() {
    enter(offer(text(EventJson.write(GOOD))));
    enter(judged(text(EventJson.write(verdict(GOOD, State.DEGRADED, 2)))));
    assertEquals(State.DEGRADED, view().state());
  }

  private OfferView view() {
    return ledger.snapshot(NOW).offer(GOOD.key()).orElseThrow();
  }

  private void enter(ConsumerRecord<String, byte[]> record) {
    assertTimeoutPreemptively(PATIENCE, () -> events.enter(List.of(record), ledger));
  }

  private static ConsumerRecord<String, byte[]> offer(String json) {
    return record(Topic.OFFERS, json);
  }

  private static ConsumerRecord<String, byte[]> judged(String json) {
    return record(Topic.AVAILABILITY, json);
  }

  private static ConsumerRecord<String, byte[]> record(Topic topic, String json) {
    return new ConsumerRecord<>(
        topic.topicName(), 0, 0, GOOD.key().toString(), json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The offer with fields in known words. */
  private record Bare(Offer of) {
    Offer offer() {
      return new Offer(
          of.provider(),
          of.id(),
          of.model(),
          of.upstreamId(),
          of.name(),
          of.task(),
          of.capabilities(),
          of.input(),
          of.output(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          1,
          null);
    }
  }
}
