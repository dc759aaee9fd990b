package ai.gatewayz.gateway.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.local.hostile.HostileRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record stops the hearing of other replicas, whatever is in it. */
class HostileOutcomesTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final OfferKey KEY = new OfferKey("together", "good/one");

  private final Map<Refusal, Integer> skipped = new EnumMap<>(Refusal.class);
  private final LiveStandings standings = Replica.standings(InstantSource.fixed(NOW));
  private final Fleet fleet = new Fleet(InstantSource.fixed(NOW));
  private final HeardOutcomes outcomes =
      new HeardOutcomes(
          "here",
          standings,
          fleet,
          (topic, reason) -> skipped.merge(reason, 1, Integer::sum),
          InstantSource.fixed(NOW));

  @TempDir Path folder;

  @Test
  void nothingOfAHundredThousandHostileWindowsOfOffersStopsIt() {
    flood(
        new HostileRecords(
            Topic.OUTCOMES.topicName(),
            CloudEvent.OUTCOMES,
            Path.of(
                System.getProperty("gatewayz.root"),
                "deploy/events/released/0.1.0/samples/outcome-window.json"),
            20_260_117));
    outcomes.accept(record(Topic.OUTCOMES, KEY.toString(), window(false)));
    assertTrue(standings.cooling(KEY), "a replica of the version before is heard");
  }

  @Test
  void nothingOfAHundredThousandHostileFailuresStopsIt() throws IOException {
    Path sample = folder.resolve("failure-window.json");
    Files.write(sample, EventJson.write(List.of(failure("another"), failure("third"))));
    flood(new HostileRecords(Topic.FAILURES.topicName(), CloudEvent.FAILURES, sample, 20_260_118));
    assertFalse(standings.cooling(KEY));
    outcomes.accept(record(Topic.FAILURES, "there", failure("there", KEY)));
    assertTrue(standings.cooling(KEY));
    assertTrue(fleet.size() > 1);
  }

  @Test
  void whatIsToldTwiceIsHeardOnce() {
    outcomes.accept(record(Topic.OUTCOMES, KEY.toString(), window(true)));
    assertFalse(standings.cooling(KEY), "its failures come by the other topic");
    assertEquals(1, fleet.size());
  }

  @Test
  void aReplicaIsNoNewsToItself() {
    outcomes.accept(record(Topic.FAILURES, "here", failure("here", KEY)));
    assertFalse(standings.cooling(KEY));
    assertEquals(1, fleet.size());
    outcomes.accept(
        record(Topic.FAILURES, "there", new FailureWindow("there", NOW, NOW, List.of())));
    assertEquals(2, fleet.size(), "one that has nothing to tell is there as well");
  }

  private void flood(HostileRecords hostile) {
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
  }

  private static FailureWindow failure(String replica) {
    return failure(replica, new OfferKey("huggingface", "a/b"));
  }

  private static FailureWindow failure(String replica, OfferKey key) {
    return new FailureWindow(
        replica,
        NOW,
        NOW,
        List.of(new FailureWindow.Failure(key.provider(), key.id(), Map.of("overloaded", 1L))));
  }

  private static OutcomeWindow window(boolean inTraffic) {
    OutcomeWindow window =
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
            0);
    return inTraffic ? window.toldInTraffic() : window;
  }

  private static ConsumerRecord<String, byte[]> record(Topic topic, String key, Object event) {
    return new ConsumerRecord<>(topic.topicName(), 0, 0, key, EventJson.write(event));
  }
}
