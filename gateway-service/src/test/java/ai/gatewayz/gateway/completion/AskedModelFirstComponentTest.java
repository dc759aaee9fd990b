package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One offer of a model, and another model to turn to: named by the request, or configured. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AskedModelFirstComponentTest {

  /** For which the tests' configuration names the fallback. */
  private static final String ASKED = "asked/first";

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ONE =
      Offered.with(
          chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b-instruct", ASKED, 1),
          1,
          null);
  private static final Offer OTHER = chat("together", LLAMA);

  private static Simulator simulator;
  private static boolean published;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void oneOfferOfEach() {
    caller = new Caller(port);
    simulator.faults().clear();
    if (!published) {
      Offered.only(List.of(OTHER), kafka, snapshots, standings);
      published = true;
    }
    Offered.only(List.of(ONE), kafka, snapshots, standings);
    simulator.journal().clear();
  }

  private Caller.Answer ask(boolean named) throws Exception {
    return caller.complete(
        ASKED,
        true,
        body -> {
          if (named) {
            body.putArray("models").add(LLAMA);
          }
        });
  }

  private void fault(Fault.OfModel fault) {
    simulator.faults().set(ONE.provider(), ONE.id(), fault);
  }

  private int asked(Offer offer) {
    return simulator.journal().count(offer.provider(), offer.id());
  }

  static Stream<Fault.OfModel> hiccups() {
    return Stream.of(
        new Fault.ServerError(500),
        new Fault.ServerError(503),
        new Fault.Html(502),
        new Fault.Reset(),
        new Fault.EmptyBody(),
        new Fault.CutStream(0));
  }

  @ParameterizedTest
  @MethodSource("hiccups")
  void afterAHiccupTheAskedModelAnswersOnItsSecondTry(Fault.OfModel fault) throws Exception {
    fault(new Fault.Times(1, fault));
    for (boolean named : new boolean[] {true, false}) {
      Caller.Answer answer = ask(named);
      assertEquals(200, answer.status(), answer.body());
      assertEquals(ASKED, answer.header("x-gatewayz-model"));
      fault(new Fault.Times(1, fault));
    }
    assertEquals(4, asked(ONE));
    assertEquals(0, asked(OTHER));
  }

  @Test
  void aShortNamedWaitIsKept() throws Exception {
    fault(new Fault.Times(1, new Fault.RateLimited(Duration.ofSeconds(2))));
    long began = System.nanoTime();
    Caller.Answer answer = ask(true);
    assertTrue(System.nanoTime() - began >= Duration.ofSeconds(2).toNanos(), "not before");
    assertEquals(ASKED, answer.header("x-gatewayz-model"));
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    assertEquals("fireworks:rate_limited", answer.header("x-gatewayz-failed"));
    assertEquals(2, asked(ONE), "nobody else looked meanwhile");
  }

  @Test
  void aLongWaitIsNotAndWhatFailsForGoodIsLeftAlone() throws Exception {
    fault(new Fault.RateLimited(Duration.ofSeconds(30)));
    Caller.Answer answer = ask(true);
    assertEquals(LLAMA, answer.header("x-gatewayz-model"));
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    Offered.only(List.of(ONE), kafka, snapshots, standings);
    fault(new Fault.ServerError(503));
    assertEquals("3", ask(true).header("x-gatewayz-attempts"));
    Caller.Answer later = ask(true);
    assertEquals(LLAMA, later.header("x-gatewayz-model"));
    assertEquals("1", later.header("x-gatewayz-attempts"));
  }

  @Test
  void silenceIsNotWaitedForTwice() throws Exception {
    fault(new Fault.Silent());
    Caller.Answer answer = ask(true);
    assertEquals(LLAMA, answer.header("x-gatewayz-model"));
    assertEquals(1, asked(ONE));
  }

  @Test
  void aRefusalOfTheContentGoesToAModelThatTheCallerNamedAndToNoOther() throws Exception {
    fault(new Fault.ContentFiltered());
    Caller.Answer refused = ask(false);
    assertEquals(400, refused.status(), refused.body());
    assertEquals("content_filter", refused.at("/error/code"));
    assertEquals(0, asked(OTHER));
    assertEquals(1, asked(ONE));
    Caller.Answer named = ask(true);
    assertEquals(LLAMA, named.header("x-gatewayz-model"));
    assertEquals("fireworks:content_refused", named.header("x-gatewayz-failed"), "the reason");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPromptThatIsTooLongIsAskedOnceAndGoesOn(boolean named) throws Exception {
    fault(new Fault.ContextTooLong());
    assertEquals(LLAMA, ask(named).header("x-gatewayz-model"));
    assertEquals(1, asked(ONE));
    await().until(() -> seats.taken(ONE.provider()) == 0);
  }
}
