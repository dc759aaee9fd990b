package ai.gatewayz.gateway.outcome;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.gateway.standing.StandingConfig;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas on one Kafka: the application under test, and the parts of another one. A failure
 * that one has paid for protects the other after one window, half a second.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OutcomeSharingComponentTest {

  @Inject Clock clock;
  @Inject StandingConfig config;
  @Inject OutcomeConfig outcomeConfig;
  @Inject Outcomes outcomes;
  @Inject LiveStandings here;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private LiveStandings there;
  private Fleet fleet;
  private OutcomeWindows windows;
  private OutcomeListener listener;
  private OutcomePublisher publisher;

  @BeforeEach
  void anotherReplica() {
    there = Replica.standings(clock, config);
    windows = new OutcomeWindows(clock);
    fleet = new Fleet(clock);
    listener = new OutcomeListener(windows, there, fleet, new SimpleMeterRegistry(), clock, kafka);
    publisher =
        new OutcomePublisher(
            windows, outcomeConfig, fleet, kafka, new SimpleMeterRegistry(), clock);
    listener.start();
    publisher.start();
  }

  @AfterEach
  void gone() throws InterruptedException {
    listener.stop();
    publisher.stop();
  }

  private static AttemptOutcome outcome(Offer offer, Finding finding) {
    return new AttemptOutcome(
        new OfferView(offer, null),
        Operation.CHAT,
        false,
        Evidence.of(finding),
        null,
        Duration.ZERO,
        null);
  }

  @Test
  void whatFailsHereIsLeftAloneThereAndWhatAnswersIsNot() {
    assertTrue(outcomeConfig.interval().compareTo(Duration.ofMillis(500)) <= 0);
    Offer fallen = chat("together", "sharing/fallen");
    // Told again until it is heard: a listener hears only what is told after it has come.
    await()
        .until(
            () -> {
              outcomes.record(outcome(fallen, Finding.OVERLOADED));
              return there.cooling(fallen.key());
            });
    await()
        .until(
            () -> {
              outcomes.record(outcome(fallen, Finding.ANSWERED));
              return !there.cooling(fallen.key());
            });
  }

  @Test
  void whatFailsThereIsLeftAloneHere() {
    Offer fallen = chat("together", "sharing/fallen-there");
    Offer well = chat("together", "sharing/well");
    await()
        .until(
            () -> {
              windows.add(outcome(fallen, Finding.RATE_LIMITED));
              windows.add(outcome(well, Finding.RATE_LIMITED));
              windows.add(outcome(well, Finding.ANSWERED));
              windows.add(outcome(well, Finding.CONTEXT_TOO_LONG));
              return here.cooling(fallen.key());
            });
    assertFalse(here.cooling(well.key()), "it answers some");
    assertFalse(there.cooling(fallen.key()), "its own windows are no news to a replica");
    assertEquals(2, fleet.size());
  }
}
