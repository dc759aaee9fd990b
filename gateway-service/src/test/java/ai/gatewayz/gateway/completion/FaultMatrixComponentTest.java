package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.completion.Scenario.Place.FIRST;
import static ai.gatewayz.gateway.completion.Scenario.Place.SECOND;
import static ai.gatewayz.gateway.completion.Scenario.given;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Fault.ServerError;
import ai.gatewayz.simulator.Fault.Times;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can go wrong at a provider, plain and streamed, over real sockets. The times of
 * production are scaled by configuration: a first token is waited for 1.5 s in place of 15, and a
 * stream may be still for 1.5 s in place of 60. What has nothing to do with how long something
 * takes is tried in every protocol of callers.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class FaultMatrixComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ONE =
      chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b-instruct", LLAMA, 1);
  private static final Offer TWO = chat("together", LLAMA);

  /** Fireworks speaks Messages itself: there it is others whose answers are translated. */
  private static final Offer THREE = chat("featherless", LLAMA);

  /** Of 60 tokens. */
  private static final int LATE = 40;

  /** There are hundreds of rows, and nearly always what is waited for is there already. */
  private static final Duration SOON = Duration.ofMillis(5);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;
  private Offer first;
  private Offer second;

  static Stream<Arguments> matrix() {
    return Stream.of(
            given("nothing wrong"),
            // ---- limits
            given("429 without Retry-After")
                .first(new Fault.RateLimited(null))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "rate_limited"),
            given("429 without Retry-After, nothing else")
                .first(new Fault.RateLimited(null))
                .nothingElse()
                .fails(429, "rate_limited")
                .asking(1, 0)
                .counting(1, "rate_limited"),
            given("429 with a long Retry-After")
                .first(new Fault.RateLimited(Duration.ofSeconds(30)))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "rate_limited"),
            given("429 with a short Retry-After, nothing else")
                .first(new Times(1, new Fault.RateLimited(Duration.ofSeconds(1))))
                .nothingElse()
                .answers(FIRST)
                .asking(2, 0)
                .counting(1, "rate_limited"),
            given("429 with a long Retry-After, nothing else")
                .first(new Fault.RateLimited(Duration.ofSeconds(30)))
                .nothingElse()
                .fails(429, "rate_limited")
                .asking(1, 0)
                .counting(1, "rate_limited"),
            // ---- faults of the provider
            given("one 500")
                .first(new Times(1, new ServerError(500)))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "server_error"),
            given("one 500, nothing else")
                .first(new Times(1, new ServerError(500)))
                .nothingElse()
                .answers(FIRST)
                .asking(2, 0)
                .counting(1, "server_error"),
            given("lasting 503")
                .first(new ServerError(503))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "overloaded"),
            given("lasting 503, nothing else")
                .first(new ServerError(503))
                .nothingElse()
                .fails(503, "model_unavailable")
                .asking(2, 0)
                .counting(2, "overloaded"),
            given("lasting 503 everywhere")
                .first(new ServerError(503))
                .second(new ServerError(503))
                .fails(503, "model_unavailable")
                .asking(1, 2)
                .counting(1, "overloaded"),
            given("an HTML page")
                .first(new Fault.Html(502))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "server_error"),
            given("an empty body")
                .first(new Fault.EmptyBody())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "garbled"),
            given("an error inside a 200")
                .first(new Fault.ErrorInside200())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "server_error"),
            given("a 246: a guardrail did not like a good answer")
                .first(new Fault.GuardrailFlagged()),
            // ---- connections
            given("reset before headers")
                .first(new Fault.Reset())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "unreachable"),
            given("reset before headers, nothing else")
                .first(new Fault.Reset())
                .nothingElse()
                .fails(502, "provider_error")
                .asking(2, 0)
                .counting(2, "unreachable"),
            given("no response at all")
                .first(new Fault.Silent())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "timed_out"),
            given("no response at all, nothing else")
                .first(new Fault.Silent())
                .nothingElse()
                .fails(504, "provider_timeout")
                .asking(1, 0)
                .counting(1, "timed_out"),
            given("first token after 20 s")
                .first(new Fault.SlowFirstToken(Duration.ofMillis(2_200)))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "timed_out"),
            given("first token after 20 s, nothing else")
                .first(new Fault.SlowFirstToken(Duration.ofMillis(2_200)))
                .nothingElse()
                .answers(FIRST)
                .asking(1, 0),
            // ---- answers that break
            given("cut before the first token")
                .streamed()
                .first(new Fault.CutStream(0))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "garbled"),
            given("cut after 40 of 60 tokens")
                .streamed()
                .first(new Fault.CutStream(LATE))
                .breaksOffAfter(LATE)
                .asking(1, 0)
                .counting(1, "garbled"),
            given("a plain answer that is cut")
                .plain()
                .first(new Fault.CutAnswer())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "garbled"),
            given("a plain answer that is half a document")
                .plain()
                .first(new Fault.GarbledAnswer())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "garbled"),
            given("a stall of 30 s before the first token")
                .streamed()
                .first(new Fault.StallStream(0))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "timed_out"),
            given("a stall of 30 s after 40 of 60 tokens")
                .streamed()
                .first(new Fault.StallStream(LATE))
                .breaksOffAfter(LATE)
                .asking(1, 0)
                .counting(1, "timed_out"),
            given("a malformed first chunk")
                .streamed()
                .first(new Fault.MalformedChunk(0))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "garbled"),
            given("a malformed chunk after 40 of 60 tokens")
                .streamed()
                .first(new Fault.MalformedChunk(LATE))
                .losing(1)
                .asking(1, 0)
                .counting(1, "garbled"),
            given("an error in place of the first chunk")
                .streamed()
                .first(new Fault.ErrorInStream(0))
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "server_error"),
            given("an error after 40 of 60 tokens")
                .streamed()
                .first(new Fault.ErrorInStream(LATE))
                .breaksOffAfter(LATE)
                .asking(1, 0)
                .counting(1, "server_error"),
            given("no [DONE]").streamed().first(new Fault.NoDone()),
            given("CRLF and event lines").streamed().first(new Fault.OddFraming()),
            given("reads that end inside lines and characters")
                .streamed()
                .first(new Fault.SplitWrites()),
            // ---- the account
            given("our key is refused")
                .first(new Fault.KeyRejected())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "key_rejected"),
            given("our credits are used up, nothing else")
                .first(new Fault.CreditsExhausted())
                .nothingElse()
                .fails(502, "provider_error")
                .asking(1, 0)
                .counting(1, "credits_exhausted"),
            // ---- the model
            given("the model is gone")
                .first(new Fault.Gone())
                .answers(SECOND)
                .asking(1, 1)
                .counting(1, "model_gone"),
            given("the model is gone, nothing else")
                .first(new Fault.Gone())
                .nothingElse()
                .fails(503, "model_unavailable")
                .asking(1, 0)
                .counting(1, "model_gone"),
            // ---- the request
            given("context length")
                .first(new Fault.ContextTooLong())
                .fails(400, "context_length_exceeded")
                .asking(1, 0)
                .counting(1, "context_too_long"),
            given("content filter")
                .first(new Fault.ContentFiltered())
                .fails(400, "content_filter")
                .asking(1, 0)
                .counting(1, "content_refused"),
            given("a trailing assistant message is refused")
                .endingWithAnAssistant()
                .first(new Fault.RefusesPrefill())
                .fails(400, "request_refused")
                .asking(1, 0)
                .counting(1, "request_refused"),
            given("only the fallback refuses a trailing assistant message")
                .endingWithAnAssistant()
                .first(new ServerError(500))
                .second(new Fault.RefusesPrefill())
                .fails(502, "provider_error")
                // Such a request may be to blame itself: the gateway asks by itself, and counts
                // that
                // too.
                .asking(1, 1))
        .flatMap(
            scenario ->
                scenario.modes.stream()
                    .sorted()
                    .flatMap(
                        mode -> speeches(scenario).map(by -> Arguments.of(scenario, mode, by))))
        // The offers are others then, and published once.
        .sorted(Comparator.comparing(row -> row.get()[2] == Speech.MESSAGES));
  }

  private static Stream<Speech> speeches(Scenario scenario) {
    boolean waits =
        "timed_out".equals(scenario.finding) || scenario.first instanceof Fault.SlowFirstToken;
    // Together's own 429 says when it answers again, and so it is asked again.
    boolean againAtTogether =
        scenario.alone
            && scenario.first instanceof Fault.RateLimited
            && scenario.expected instanceof Scenario.Expected.Error;
    return waits
        ? Stream.of(Speech.CHAT)
        : Stream.of(Speech.values())
            .filter(speech -> speech != Speech.MESSAGES || !againAtTogether);
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
  void simulated() {
    caller = new Caller(port);
    simulator.faults().clear();
  }

  private void twoOffersThatAreWell(Speech speech) {
    first = speech == Speech.MESSAGES ? TWO : ONE;
    second = speech == Speech.MESSAGES ? THREE : TWO;
    Offered.only(List.of(first, second), kafka, snapshots, standings);
    simulator.journal().clear();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("matrix")
  void everyFaultEndsInTheRightAnswerOrACleanError(
      Scenario scenario, Scenario.Mode mode, Speech speech) throws Exception {
    twoOffersThatAreWell(speech);
    boolean stream = mode == Scenario.Mode.STREAMED;
    set(first, scenario.first);
    set(second, scenario.second);
    double before = scenario.finding == null ? 0 : counted(scenario.finding);

    Caller.Answer answer =
        caller.post(
            speech.path,
            speech.body(
                scenario.alone ? first.provider() + "/" + LLAMA : LLAMA, stream, scenario.prefill));

    switch (scenario.expected) {
      case Scenario.Expected.AnswerOf whole ->
          whole(answer, whole.place(), stream, scenario, speech);
      case Scenario.Expected.Error error -> {
        assertEquals(speech.status(error.status()), answer.status(), answer.body());
        assertEquals(speech.code(error.code()), answer.at("/error/code"), answer.body());
        assertEquals(
            scenario.firstAsked + scenario.secondAsked,
            answer.json().at("/error/attempts").size(),
            answer.body());
        assertFalse(
            List.of(401, 402, 403).contains(answer.status()), "our trouble is not the caller's");
      }
      case Scenario.Expected.Interrupted broken -> brokenOff(answer, broken.words(), speech);
    }
    assertEquals(scenario.firstAsked, asked(first), "at the first: " + answer.body());
    assertEquals(scenario.secondAsked, asked(second), "at the second: " + answer.body());
    if (scenario.finding != null) {
      // The end of an answer is sent first and counted then.
      await()
          .pollInterval(SOON)
          .untilAsserted(
              () ->
                  assertEquals(
                      scenario.failures, counted(scenario.finding) - before, scenario.finding));
    }
    wellAfterwards();
  }

  private void set(Offer offer, Fault.OfModel fault) {
    if (fault != null) {
      simulator.faults().set(offer.provider(), offer.id(), fault);
    }
  }

  private void whole(
      Caller.Answer answer, Scenario.Place place, boolean stream, Scenario scenario, Speech speech)
      throws Exception {
    assertEquals(200, answer.status(), answer.body());
    assertEquals(60 - scenario.lost, words(answer, speech), answer.body());
    if (stream) {
      assertTrue(speech.isWhole(answer), answer.body());
    }
    // Where a comment had to be sent before the answer, the head could not tell yet.
    assertEquals(
        (place == FIRST ? first : second).provider(), answer.header("x-gatewayz-provider"));
    assertEquals(
        Integer.toString(scenario.firstAsked + scenario.secondAsked),
        answer.header("x-gatewayz-attempts"));
  }

  private static void brokenOff(Caller.Answer answer, int words, Speech speech) throws Exception {
    assertEquals(200, answer.status());
    assertEquals(words, words(answer, speech), answer.body());
    assertEquals(
        "answer_interrupted", speech.brokenOffBy(answer.chunks().getLast()), answer.body());
    assertFalse(speech.isWhole(answer), answer.body());
    assertTrue(answer.body().endsWith("\n\n"), "the error is an event of its own");
  }

  /** The simulator's first words have no number; all are one token each. */
  private static int words(Caller.Answer answer, Speech speech) throws Exception {
    String text = speech.text(answer);
    int numbered = text.split(" word", -1).length - 1;
    return text.startsWith("Hello") ? numbered + 6 : numbered;
  }

  private int asked(Offer offer) {
    return (int)
        simulator.journal().requests().stream()
            .filter(request -> request.provider().equals(offer.provider()))
            .filter(request -> offer.id().equals(request.model()))
            .filter(request -> !isQuestion(request))
            .count();
  }

  /** What the gateway asks by itself where it doubts an offer. */
  private static boolean isQuestion(RecordedRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8).contains("Say OK");
  }

  /** Of whatever was asked for. */
  private double counted(String finding) {
    return registry
        .find("gatewayz.attempts")
        .tags("provider", first.provider(), "finding", finding)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private void wellAfterwards() throws Exception {
    simulator.faults().clear();
    Caller.Answer answer = caller.complete(LLAMA, true);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("[DONE]", answer.events().getLast(), answer.body());
    await()
        .pollInterval(SOON)
        .until(
            () ->
                registry.get("gatewayz.requests.active").gauge().value() == 0
                    && seats.taken(first.provider()) == 0
                    && seats.taken(second.provider()) == 0);
  }
}
