package ai.gatewayz.gateway.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.local.hostile.HostileRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** No record stops the hearing of other replicas, whatever is in it. */
class HostileOutcomesTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final OfferKey KEY = new OfferKey("together", "good/one");

  private final Map<Refusal, Integer> skipped = new EnumMap<>(Refusal.class);
  private final LiveStandings standings = Replica.standings(InstantSource.fixed(NOW));
  private final HeardOutcomes outcomes =
      new HeardOutcomes(
          "here",
          standings,
          (topic, reason) -> skipped.merge(reason, 1, Integer::sum),
          InstantSource.fixed(NOW));

  @Test
  void nothingOfAHundredThousandHostileRecordsStopsIt() {
    HostileRecords hostile =
        new HostileRecords(
            Topic.OUTCOMES.topicName(),
            CloudEvent.OUTCOMES,
            Path.of(
                System.getProperty("gatewayz.root"),
                "deploy/events/released/0.1.0/samples/outcome-window.json"),
            20_260_117);
    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          for (int i = 0; i < 100_000; i++) {
            outcomes.accept(hostile.next());
          }
        });
    int all = skipped.values().stream().mapToInt(each -> each).sum();
    assertTrue(all > 50_000 && all < 95_000, "some are sound: " + skipped);
    assertEquals(0, skipped.getOrDefault(Refusal.FAILED, 0), "the validator sees it first");

    outcomes.accept(
        new ConsumerRecord<>(
            Topic.OUTCOMES.topicName(),
            0,
            0,
            KEY.toString(),
            EventJson.write(
                new OutcomeWindow(
                    KEY.provider(),
                    KEY.id(),
                    KEY.id(),
                    "there",
                    NOW,
                    NOW,
                    Map.of("overloaded", 1L),
                    503,
                    Map.of(),
                    0,
                    0))));
    assertTrue(standings.cooling(KEY));
  }
}
