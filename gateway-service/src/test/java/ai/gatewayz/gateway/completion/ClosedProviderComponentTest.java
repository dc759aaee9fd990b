package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.clock.MovableClock;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.trial.Looks;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A provider whose port is closed for a minute, and another model to turn to meanwhile. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ClosedProviderComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer AWAY = chat("replay", "closed/one");
  private static final Offer NEIGHBOUR = chat("replay", "closed/two");
  private static final Offer OTHER = chat("together", LLAMA);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MovableClock clock;
  @Inject Looks looks;
  @Inject Vertx vertx;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static RawProvider open() throws Exception {
    RawProvider provider = new RawProvider(SimulatedProviders.replayPort());
    provider.react(body -> RawProvider.Reply.GOOD);
    return provider;
  }

  private Caller.Answer ask(Offer offer) throws Exception {
    return new Caller(port)
        .complete(offer.model(), false, body -> body.putArray("models").add(LLAMA));
  }

  private void pass(Duration time) throws Exception {
    clock.move(time);
    Looking.look(vertx, looks);
    await().until(() -> seats.taken("replay") == 0);
  }

  @Test
  void itIsKnockedAtWithoutAQuestionAndUsedAgainAsSoonAsItOpens() throws Exception {
    Offered.only(List.of(OTHER), kafka, snapshots, standings);
    Offered.only(List.of(NEIGHBOUR), kafka, snapshots, standings);
    Offered.only(List.of(AWAY), kafka, snapshots, standings);
    try (RawProvider well = open()) {
      assertEquals("replay", ask(AWAY).header("x-gatewayz-provider"));
      await().until(() -> well.open() == 0);
    }
    Caller.Answer first = ask(AWAY);
    assertEquals(LLAMA, first.header("x-gatewayz-model"));
    assertEquals("replay:unreachable,replay:unreachable", first.header("x-gatewayz-failed"));
    await().until(() -> standings.away("replay"));
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
      if (second % 4 == 0) {
        Caller.Answer answer = ask(second % 8 == 0 ? AWAY : NEIGHBOUR);
        assertEquals(LLAMA, answer.header("x-gatewayz-model"));
        assertEquals("1", answer.header("x-gatewayz-attempts"), "nobody else pays");
      }
    }
    try (RawProvider back = open()) {
      int seconds = 0;
      while (standings.away("replay") && seconds < 10) {
        pass(Duration.ofSeconds(1));
        seconds++;
      }
      assertTrue(seconds <= 4, "back after " + seconds + " s");
      assertEquals(1, back.bodies().size(), "one question");
      assertEquals("replay", ask(AWAY).header("x-gatewayz-provider"));
      assertEquals("replay", ask(NEIGHBOUR).header("x-gatewayz-provider"));
      await().until(() -> back.open() == 0);
    }
  }
}
