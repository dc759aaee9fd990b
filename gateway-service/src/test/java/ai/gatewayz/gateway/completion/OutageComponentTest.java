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
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider falls and comes back under a steady stream of requests. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OutageComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ONE =
      chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b-instruct", LLAMA, 1);
  private static final Offer TWO = chat("together", LLAMA);
  private static final int FALLS = 5;
  private static final int RETURNS = FALLS + 60;
  private static final int ENDS = RETURNS + 21;

  /** Four looks a minute. */
  private static final int SECONDS_OF_A_LOOK = 15;

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

  /** The fault, whether answers are streamed, and the seconds from one request to the next. */
  static List<Arguments> outages() {
    return List.of(
        Arguments.of(new Fault.ServerError(503), false, 1),
        Arguments.of(new Fault.Reset(), true, 1),
        Arguments.of(new Fault.RateLimited(Duration.ofSeconds(10)), true, 1),
        Arguments.of(new Fault.ServerError(500), true, 4));
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
  void oneUserPaysAndTheProviderIsUsedAgainSoon(Fault.OfModel fault, boolean stream, int every)
      throws Exception {
    simulator.faults().clear();
    simulator.journal().clear();
    Offered.only(List.of(ONE, TWO), kafka, snapshots, standings);
    Caller caller = new Caller(port);
    int paid = 0;
    int usedAgain = -1;
    Instant fell = clock.instant();
    Instant back = fell;
    for (int second = 0; second < ENDS; second++) {
      if (second == FALLS) {
        fell = clock.instant();
        simulator.faults().set(ONE.provider(), ONE.id(), fault);
      } else if (second == RETURNS) {
        simulator.faults().clear();
      }
      if (second % every == 0) {
        Caller.Answer answer = caller.complete(LLAMA, stream);
        assertEquals(200, answer.status(), "at " + second + " s: " + answer.body());
        boolean first = answer.header("x-gatewayz-provider").equals(ONE.provider());
        paid += answer.header("x-gatewayz-attempts").equals("1") ? 0 : 1;
        if (second < FALLS) {
          assertTrue(first, "the outage has not begun");
        } else if (second >= RETURNS && first && usedAgain < 0) {
          usedAgain = second - RETURNS;
          back = clock.instant();
        } else if (usedAgain >= 0) {
          assertTrue(first, "it is back for good");
        }
      }
      // The looks of this second begin and end within it.
      Looking.look(vertx, looks);
      await().until(() -> seats.taken(ONE.provider()) == 0);
      clock.move(Duration.ofSeconds(1));
    }
    assertEquals(1, paid, "requests paid");
    assertTrue(usedAgain >= 0 && usedAgain <= 16, "used again after " + usedAgain + " s");
    assertTrue(looks() >= 2, "nobody looked whether it is back");
    long most = 1 + Duration.between(fell, back).toSeconds() / SECONDS_OF_A_LOOK;
    assertTrue(looks() <= most, looks() + " looks, at most " + most);
  }

  /** The gateway's own questions. */
  private static long looks() {
    return simulator.journal().requests().stream()
        .filter(request -> request.provider().equals(ONE.provider()))
        .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains("Say OK"))
        .count();
  }
}
