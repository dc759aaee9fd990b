package ai.gatewayz.catalog.availability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record stops the hearing of verdicts, whatever is in it. */
class HostileVerdictsTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final OfferKey KEY = new OfferKey("together", "good/one");
  private static final String GOOD =
      "{\"provider\":\"together\",\"id\":\"good/one\",\"model\":\"good/one\",\"state\":\"cold\","
          + "\"source\":\"probe\",\"since\":\"2026-01-01T00:00:00Z\",\"version\":5}";

  private final Map<Refusal, Integer> skipped = new EnumMap<>(Refusal.class);
  private final HeardVerdicts verdicts =
      new HeardVerdicts(
          (topic, reason) -> skipped.merge(reason, 1, Integer::sum), InstantSource.fixed(NOW));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"state\":null",
        "\"source\":null",
        "\"since\":null",
        "\"since\":\"+1000000000-12-31T23:59:59Z\"",
        "\"lastVerified\":\"2190-01-01T00:00:00Z\"",
        "\"version\":9223372036854775807",
        "\"model\":\"a\\u0000b\"",
        "\"reason\":\"a\\u0000b\"",
        "\"reason\":\"\\ud800\"",
        "\"id\":\"another\""
      })
  void aVerdictThatIsNoneIsSkippedAndTheNextOneIsHeard(String member) {
    String json = GOOD.substring(0, GOOD.length() - 1) + "," + member + "}";
    assertEquals(Map.of(), hear(record(KEY.toString(), json)));
    assertEquals(1, skipped.values().stream().mapToInt(each -> each).sum());
    goodOnesArrive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"together:a\u0000b", "together:\u0000", "\u0000:a", "together:\udc00"})
  void aTombstoneWithAHostileKeyIsSkipped(String key) {
    assertEquals(Map.of(), hear(record(key, null)));
    assertEquals(Map.of(Refusal.BAD_KEY, 1), skipped);
    goodOnesArrive();
  }

  @Test
  void nothingOfAHundredThousandHostileRecordsStopsIt() {
    HostileRecords hostile =
        new HostileRecords(
            Topic.AVAILABILITY.topicName(),
            CloudEvent.AVAILABILITY,
            Path.of(
                System.getProperty("gatewayz.root"),
                "deploy/events/released/0.1.0/samples/availability.json"),
            20_260_118);
    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          for (int batch = 0; batch < 1_000; batch++) {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
              records.add(hostile.next());
            }
            verdicts.hear(records).forEach(HostileVerdictsTest::assertStorable);
          }
        });
    int all = skipped.values().stream().mapToInt(each -> each).sum();
    assertTrue(all > 50_000 && all < 95_000, "some are sound: " + skipped);
    assertEquals(0, skipped.getOrDefault(Refusal.FAILED, 0), "the validator sees it first");
    goodOnesArrive();
  }

  private static void assertStorable(OfferKey key, Optional<Availability> verdict) {
    assertTrue(Texts.clean(key.toString()));
    verdict.ifPresent(
        told -> {
          String body = new String(EventJson.write(told), StandardCharsets.UTF_8);
          assertTrue(!body.contains("\\u0000") && told.state() != null, body);
        });
  }

  private void goodOnesArrive() {
    Optional<Availability> heard = hear(record(KEY.toString(), GOOD)).get(KEY);
    assertEquals(Availability.State.COLD, heard.orElseThrow().state());
    assertEquals(Optional.empty(), hear(record(KEY.toString(), null)).get(KEY));
  }

  private Map<OfferKey, Optional<Availability>> hear(ConsumerRecord<String, byte[]> record) {
    return verdicts.hear(List.of(record));
  }

  private static ConsumerRecord<String, byte[]> record(String key, String json) {
    return new ConsumerRecord<>(
        Topic.AVAILABILITY.topicName(),
        0,
        0,
        key,
        json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }
}
