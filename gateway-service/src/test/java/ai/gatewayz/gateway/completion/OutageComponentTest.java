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
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider falls and comes back under a steady stream of requests, one each second. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OutageComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ONE =
      chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b-instruct", LLAMA, 1);
  private static final Offer TWO = chat("together", LLAMA);
  private static final int FALLS = 5;
  private static final int RETURNS = FALLS + 60;
  private static final int ENDS = RETURNS + 31;

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MovableClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  static List<Arguments> outages() {
    return List.of(
        Arguments.of(new Fault.ServerError(503), false),
        Arguments.of(new Fault.Reset(), true),
        Arguments.of(new Fault.RateLimited(Duration.ofSeconds(10)), true));
  }

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @ParameterizedTest
  @MethodSource("outages")
  void oneUserPaysAndTheProviderIsUsedAgainSoon(Fault.OfModel fault, boolean stream)
      throws Exception {
    simulator.faults().clear();
    simulator.journal().clear();
    Offered.only(List.of(ONE, TWO), kafka, snapshots, standings);
    Caller caller = new Caller(port);
    int paid = 0;
    int usedAgain = -1;
    for (int second = 0; second < ENDS; second++) {
      if (second == FALLS) {
        simulator.faults().set(ONE.provider(), ONE.id(), fault);
      } else if (second == RETURNS) {
        simulator.faults().clear();
      }
      Caller.Answer answer = caller.complete(LLAMA, stream);
      assertEquals(200, answer.status(), "at " + second + " s: " + answer.body());
      boolean first = answer.header("x-gatewayz-provider").equals(ONE.provider());
      paid += answer.header("x-gatewayz-attempts").equals("1") ? 0 : 1;
      if (second < FALLS) {
        assertTrue(first, "the outage has not begun");
      } else if (second >= RETURNS && first && usedAgain < 0) {
        usedAgain = second - RETURNS;
      } else if (usedAgain >= 0) {
        assertTrue(first, "it is back for good");
      }
      // A look at the fallen provider that this request has set off ends within the same second.
      await().until(() -> seats.taken(ONE.provider()) == 0);
      clock.move(Duration.ofSeconds(1));
    }
    assertTrue(paid >= 1 && paid <= 2, paid + " requests paid");
    assertTrue(usedAgain >= 0 && usedAgain <= 30, "used again after " + usedAgain + " s");
    assertTrue(looks() >= 2, "nobody looked whether it is back");
    assertTrue(looks() <= 10, looks() + " looks are a herd");
  }

  /** The gateway's own questions. */
  private static long looks() {
    return simulator.journal().requests().stream()
        .filter(request -> request.provider().equals(ONE.provider()))
        .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains("Say OK"))
        .count();
  }
}
