package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.clock.MovableClock;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that asks no questions of its own, and sends comments as soon as it may. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
@TestProfile(NoQuestionsComponentTest.Settings.class)
class NoQuestionsComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ONE =
      chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b-instruct", LLAMA, 1);
  private static final Offer TWO = chat("together", LLAMA);
  private static final Offer HUGGING = chat("huggingface", LLAMA, LLAMA, 1);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MovableClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gatewayz.gateway.cooling.probe",
          "false",
          "gatewayz.gateway.attempts.keep-alive",
          "200ms");
    }
  }

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void wellAtFirst() {
    caller = new Caller(port);
    simulator.faults().clear();
    simulator.journal().clear();
  }

  private int asked(Offer offer) {
    return simulator.journal().count(offer.provider(), offer.id());
  }

  /** Both are asked in a way of their own; the second comes with another key. */
  @Test
  void twoCallersAreBelievedWhereOneIsNot() throws Exception {
    Offered.only(List.of(HUGGING), kafka, snapshots, standings);
    String body =
        "{\"model\":\""
            + LLAMA
            + ":nosuchpartner\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    for (int i = 0; i < 5; i++) {
      assertTrue(caller.post("/v1/chat/completions", body).status() >= 400);
    }
    assertFalse(standings.failing(HUGGING.key()), "one caller, however often");
    assertEquals(200, caller.complete(LLAMA, false).status());
    assertTrue(caller.post("/v1/chat/completions", body).status() >= 400);
    Caller.Answer other =
        caller.send(
            caller
                .request("/v1/chat/completions")
                .setHeader("Authorization", "Bearer " + GatewayStack.OTHER_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertTrue(other.status() >= 404, other.body());
    await().until(() -> standings.failing(HUGGING.key()));
  }

  /** Away for a minute under a request every four seconds. */
  @Test
  void withoutQuestionsRequestsLookAndFewOfThem() throws Exception {
    Offered.only(List.of(ONE, TWO), kafka, snapshots, standings);
    simulator.faults().set(ONE.provider(), ONE.id(), new Fault.ServerError(503));
    int usedAgain = -1;
    for (int second = 0; second < 80 && usedAgain < 0; second += 4) {
      if (second == 60) {
        assertTrue(asked(ONE) <= 7, asked(ONE) + " attempts at the dead one");
        simulator.faults().clear();
      }
      Caller.Answer answer = caller.complete(LLAMA, true);
      assertEquals(200, answer.status(), answer.body());
      if (second >= 60 && answer.header("x-gatewayz-provider").equals(ONE.provider())) {
        usedAgain = second - 60;
      }
      clock.move(Duration.ofSeconds(4));
    }
    assertTrue(usedAgain >= 0 && usedAgain <= 16, "used again after " + usedAgain + " s");
    assertFalse(
        simulator.journal().requests().stream()
            .anyMatch(
                request -> new String(request.body(), StandardCharsets.UTF_8).contains("Say OK")));
  }

  /** The first is silent for its whole time: the head still tells who answered after it. */
  @Test
  void noCommentIsSentBeforeTheFirstFailover() throws Exception {
    Offered.only(List.of(ONE, TWO), kafka, snapshots, standings);
    simulator.faults().set(ONE.provider(), ONE.id(), new Fault.Silent());
    simulator
        .faults()
        .set(TWO.provider(), TWO.id(), new Fault.SlowFirstToken(Duration.ofMillis(1_000)));
    Caller.Answer answer = caller.complete(LLAMA, true);
    assertEquals(TWO.provider(), answer.header("x-gatewayz-provider"));
    assertFalse(answer.body().contains(": waiting"), answer.body());
    // Later than that they come, and then soon after each other.
    simulator
        .faults()
        .set(TWO.provider(), TWO.id(), new Fault.SlowFirstToken(Duration.ofMillis(2_600)));
    standings.observed(ONE.key(), Evidence.of(Finding.ANSWERED));
    Caller.Answer late = caller.complete(LLAMA, true);
    assertEquals(200, late.status());
    assertEquals("[DONE]", late.events().getLast());
    assertTrue(late.body().startsWith(": waiting"), late.body());
  }

  /**
   * A first that answers with a fault and a fallback that does so too: an error with its status.
   */
  @Test
  void whatFailsWithinTheFirstLimitHasAStatusOfItsOwn() throws Exception {
    Offered.only(List.of(ONE, TWO), kafka, snapshots, standings);
    simulator.faults().set(ONE.provider(), ONE.id(), new Fault.Silent());
    simulator.faults().set(TWO.provider(), TWO.id(), new Fault.KeyRejected());
    Caller.Answer answer = caller.complete(LLAMA, true);
    assertEquals(502, answer.status(), answer.body());
    await().until(() -> seats.taken(ONE.provider()) == 0 && seats.taken(TWO.provider()) == 0);
    standings.observed(TWO.key(), Evidence.of(Finding.ANSWERED));
  }
}
