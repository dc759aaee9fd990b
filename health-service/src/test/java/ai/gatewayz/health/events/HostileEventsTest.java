package ai.gatewayz.health.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import ai.gatewayz.health.history.EvidenceSlots;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.local.hostile.HostileRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record stops the watch, whatever is in it, nor what is announced because of it. */
class HostileEventsTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Offer GOOD = Offers.chat("together", "good/one");

  @TempDir Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Change> changes = new ArrayList<>();
  private final Overrides overrides = new Overrides();
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together", "huggingface")),
          List.of(changes::add),
          List.of(),
          overrides,
          () -> NOW);
  private final EventMetrics metrics = new EventMetrics(registry, () -> NOW);
  private final EvidenceSlots slots = new EvidenceSlots(() -> NOW, registry);
  private final FollowedEvents events =
      new FollowedEvents(
          verdicts,
          new Hearing(new AccountFacts(Configs.account(Map.of()), () -> NOW), verdicts),
          slots,
          key -> true,
          metrics,
          () -> NOW);
  private final AnnouncedEvents announced =
      new AnnouncedEvents(verdicts, overrides, metrics::skipped, () -> NOW);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z",
        "2190-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z"
      })
  void anOutcomeWithAnExtremeInstantIsSkipped(String to) {
    list(GOOD);
    accept(outcome(text(window(NOW)).replace("\"to\":\"" + NOW + "\"", "\"to\":\"" + to + "\"")));
    assertEquals(1, skipped());
    assertEquals(List.of(), changes);
    goodOnesArrive();
  }

  @Test
  void whatAGatewayWhoseClockIsAheadHasSeenWasSeenNow() {
    list(GOOD);
    accept(outcome(text(window(NOW.plusSeconds(3_600)))));
    Change.Judged change = assertInstanceOf(Change.Judged.class, changes.getLast());
    assertEquals(NOW, change.after().lastVerified());
    assertEquals(NOW.toEpochMilli(), change.after().version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"price\":{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1}",
        "\"model\":null",
        "\"model\":\"a\\u0000b\"",
        "\"version\":9223372036854775807",
        "\"id\":\"good\\u0000one\""
      })
  void anOfferThatIsNoneIsSkipped(String member) {
    String json = text(EventJson.write(GOOD));
    accept(offer(json.substring(0, json.length() - 1) + "," + member + "}"));
    assertEquals(1, skipped());
    assertTrue(verdicts.all().isEmpty());
    goodOnesArrive();
  }

  @Test
  void aVerdictOfAVersionThatNoneHasIsNotRestored() {
    String json =
        "{\"provider\":\"together\",\"id\":\"good/one\",\"model\":\"good/one\",\"state\":\"cold\","
            + "\"source\":\"probe\",\"since\":\"2026-01-01T00:00:00Z\",\"version\":"
            + Long.MAX_VALUE
            + "}";
    restore(
        new ConsumerRecord<>(
            Topic.AVAILABILITY.topicName(), 0, 0, GOOD.key().toString(), bytes(json)));
    assertEquals(1, skipped());
    goodOnesArrive();
  }

  @Test
  void whatIsToldOfManyOffersCountsForEachAndForNoOther() {
    Offer other = Offers.chat("together", "good/two");
    list(GOOD);
    verdicts.listed(other);
    accept(
        traffic(
            new TrafficWindow(
                "gateway",
                NOW.minusSeconds(5),
                NOW,
                List.of(
                    seen(GOOD, NOW.minusSeconds(4), Map.of("answered", 3L)),
                    seen(GOOD, NOW, Map.of("model_gone", 2L)),
                    seen(other, NOW.plusSeconds(3_600), Map.of("answered", 1L))))));
    assertEquals(0, skipped());
    assertEquals(Availability.State.UNAVAILABLE, state(GOOD));
    assertEquals(Availability.State.AVAILABLE, state(other));
    assertEquals(
        NOW,
        verdicts.find(other.key()).orElseThrow().verdict().lastVerified(),
        "its clock is ahead");
  }

  @Test
  void whatTrafficTellsOfAsWellCountsOnce() {
    list(GOOD);
    accept(outcome(text(window(NOW)).replace("\"inTraffic\":false", "\"inTraffic\":true")));
    assertEquals(Availability.State.UNKNOWN, state(GOOD));
    assertEquals(0, skipped());
    goodOnesArrive();
  }

  /** A suspicion and no more; of what nobody tests it is none. */
  @Test
  void whatCallersWereRefusedForIsAReasonToLook() {
    list(GOOD);
    TrafficWindow.Outcome refused =
        new TrafficWindow.Outcome(
            GOOD.provider(),
            GOOD.id(),
            NOW,
            Map.of(),
            null,
            Map.of(),
            0,
            0,
            0,
            0,
            Map.of(Capability.TOOLS, 3L, Capability.CHAT, 1L));
    accept(traffic(new TrafficWindow("gateway", NOW.minusSeconds(5), NOW, List.of(refused))));
    Capabilities held = verdicts.find(GOOD.key()).orElseThrow().verdict().capabilities();
    assertEquals(Set.of(Capability.TOOLS), held.tested().keySet());
    assertTrue(held.of(Capability.TOOLS).suspected());
    assertEquals(Map.of(), held.told());
    assertEquals(List.of(), changes);
    assertEquals(Availability.State.UNKNOWN, state(GOOD));
  }

  private Availability.State state(Offer offer) {
    return verdicts.find(offer.key()).orElseThrow().verdict().state();
  }

  private static TrafficWindow.Outcome seen(Offer offer, Instant to, Map<String, Long> findings) {
    return new TrafficWindow.Outcome(
        offer.provider(), offer.id(), to, findings, null, Map.of(), 1, 1, 0, 0);
  }

  private static ConsumerRecord<String, byte[]> traffic(TrafficWindow window) {
    return new ConsumerRecord<>(
        Topic.TRAFFIC.topicName(), 0, 0, window.replica(), EventJson.write(window));
  }

  @Test
  void nothingOfManyHostileRecordsOfManyOffersStopsIt() throws IOException {
    Path sample = folder.resolve("traffic-window.json");
    TrafficWindow window =
        new TrafficWindow(
            "gateway",
            NOW.minusSeconds(5),
            NOW,
            List.of(
                seen(GOOD, NOW, Map.of("answered", 3L)),
                seen(GOOD, NOW, Map.of("overloaded", 3L))));
    Files.write(sample, EventJson.write(List.of(window)));
    HostileRecords hostile =
        new HostileRecords(Topic.TRAFFIC.topicName(), CloudEvent.TRAFFIC, sample, 4)
            .about("a/hostile-one");
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < 34_000; i++) {
            events.accept(hostile.next(), false);
          }
        });
    assertTrue(skipped() > 15_000 && skipped() < 33_000, "some are sound: " + skipped());
    assertEquals(0, count("failed"), "the validator sees it first");
    goodOnesArrive();
  }

  @Test
  void nothingOfAHundredThousandHostileRecordsStopsIt() {
    HostileRecords offers = hostile(Topic.OFFERS, CloudEvent.OFFER, "offer", 1);
    HostileRecords windows = hostile(Topic.OUTCOMES, CloudEvent.OUTCOMES, "outcome-window", 2);
    HostileRecords told = hostile(Topic.AVAILABILITY, CloudEvent.AVAILABILITY, "availability", 3);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < 34_000; i++) {
            announced.accept(told.next());
            events.accept(offers.next(), i % 3 == 0);
            events.accept(windows.next(), false);
          }
          verdicts.read(key -> true);
        });
    assertTrue(skipped() > 50_000 && skipped() < 95_000, "some are sound: " + skipped());
    assertEquals(0, count("failed"), "the validator sees it first");
    whatIsAnnouncedIsSound();
    goodOnesArrive();
  }

  /** Else hostile records would go on as verdicts that all others refuse. */
  private void whatIsAnnouncedIsSound() {
    EventReader<Availability> reader = HealthEvents.availability(() -> NOW);
    assertTrue(changes.size() > 10, changes.size() + " changes");
    for (Change change : changes) {
      if (change instanceof Change.Judged judged) {
        Reading<Availability> read =
            reader.read(judged.key().toString(), EventJson.write(judged.availability()));
        assertInstanceOf(Reading.Taken.class, read, () -> judged + " -> " + read);
      }
    }
  }

  private void goodOnesArrive() {
    list(GOOD);
    accept(outcome(text(window(NOW))));
    assertEquals(
        Availability.State.AVAILABLE, verdicts.find(GOOD.key()).orElseThrow().verdict().state());
  }

  private void list(Offer offer) {
    accept(offer(text(EventJson.write(offer))));
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    assertTimeoutPreemptively(PATIENCE, () -> events.accept(record, false));
  }

  private void restore(ConsumerRecord<String, byte[]> record) {
    record.headers().add(AvailabilityHeaders.BENEATH, null);
    announced.accept(record);
  }

  private static byte[] window(Instant to) {
    return EventJson.write(
        new OutcomeWindow(
            GOOD.provider(),
            GOOD.id(),
            GOOD.model(),
            "gateway",
            NOW.minusSeconds(1),
            to,
            Map.of("answered", 3L),
            null,
            Map.of(Long.MAX_VALUE, 3L),
            1,
            1));
  }

  private static ConsumerRecord<String, byte[]> offer(String json) {
    return new ConsumerRecord<>(Topic.OFFERS.topicName(), 0, 0, GOOD.key().toString(), bytes(json));
  }

  private static ConsumerRecord<String, byte[]> outcome(String json) {
    return new ConsumerRecord<>(
        Topic.OUTCOMES.topicName(), 0, 0, GOOD.key().toString(), bytes(json));
  }

  private static HostileRecords hostile(Topic topic, String type, String sample, long seed) {
    return new HostileRecords(
        topic.topicName(),
        type,
        Path.of(
            System.getProperty("gatewayz.root"),
            "deploy/events/released/0.1.0/samples",
            sample + ".json"),
        seed);
  }

  private double skipped() {
    return registry.find("gatewayz.health.events.skipped").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double count(String reason) {
    return registry.find("gatewayz.health.events.skipped").tag("reason", reason).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
