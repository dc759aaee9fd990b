package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class CompletionComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final String FIREWORKS_ID = "accounts/fireworks/models/llama-v3p3-70b-instruct";
  private static final Offer FIREWORKS = chat("fireworks", FIREWORKS_ID, LLAMA, 1);
  private static final Offer TOGETHER = chat("together", LLAMA);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

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
  void twoOffers() {
    caller = new Caller(port);
    simulator.faults().clear();
    simulator.journal().clear();
    // What an earlier test has broken is well again.
    Offered.only(List.of(FIREWORKS, TOGETHER), kafka, snapshots, standings);
  }

  private void publish(Offer offer, State state, long version) {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(offer);
      topics.verdict(verdict(offer, state, version));
    }
    await()
        .until(
            () ->
                snapshots
                    .current()
                    .offer(offer.key())
                    .map(
                        view ->
                            view.availability() != null && view.availability().version() >= version)
                    .orElse(false));
  }

  private void broken(Offer offer, Fault.OfModel fault) {
    simulator.faults().set(offer.provider(), offer.id(), fault);
  }

  private int asked(Offer offer) {
    return simulator.journal().count(offer.provider(), offer.id());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCompletionAnswersAndSaysFromWhere(boolean stream) throws Exception {
    Caller.Answer answer = caller.complete(LLAMA, stream);
    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.content().isBlank(), answer.body());
    assertEquals("fireworks", answer.header("x-gatewayz-provider"));
    assertEquals(LLAMA, answer.header("x-gatewayz-model"));
    assertEquals("1", answer.header("x-gatewayz-attempts"));
    assertTrue(Double.parseDouble(answer.header("x-gatewayz-overhead-ms")) >= 0);
    assertFalse(answer.header("x-request-id").isBlank());
    if (stream) {
      assertEquals("[DONE]", answer.events().getLast());
    }
  }

  @Test
  void theProviderSeesItsOwnNameOfTheModelItsKeyAndLittleElse() throws Exception {
    HttpRequest.Builder odd =
        caller
            .request("/v1/chat/completions")
            .header("cookie", "a=b")
            .header("x-forwarded-host", "evil.example")
            .header("x-portkey-custom-host", "http://evil.example")
            .header("api_base", "http://evil.example")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"api_base\":\"http://evil.example\",\"unknown\":[1.50],\"model\":\""
                        + LLAMA
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"));
    assertEquals(200, caller.send(odd).status());
    var seen = simulator.journal().requests().getFirst();
    assertEquals(FIREWORKS_ID, seen.model());
    assertTrue(
        new String(seen.body(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("\"unknown\":[1.50]"));
    assertTrue(
        seen.headers().keySet().stream()
            .noneMatch(name -> name.matches("(?i)cookie|x-forwarded.*|x-portkey.*|api_base")),
        seen.headers().toString());
    assertTrue(seen.headers().size() <= 7, seen.headers().toString());
    assertFalse(seen.headers().toString().contains(GatewayStack.API_KEY));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatFailsBeforeTheFirstContentGoesToTheNextProvider(boolean stream) throws Exception {
    List<Fault.OfModel> faults =
        List.of(
            new Fault.ServerError(500),
            new Fault.ServerError(503),
            new Fault.RateLimited(null),
            new Fault.RateLimited(Duration.ofSeconds(30)),
            new Fault.Reset(),
            new Fault.Html(502),
            new Fault.KeyRejected(),
            new Fault.CreditsExhausted(),
            new Fault.EmptyBody(),
            new Fault.ErrorInside200(),
            new Fault.Gone(),
            new Fault.Silent());
    for (Fault.OfModel fault : faults) {
      // An answer that is not streamed may take as long as it takes; silence is only told from it
      // in streams.
      if (fault instanceof Fault.Silent && !stream) {
        continue;
      }
      twoOffers();
      broken(FIREWORKS, fault);
      Caller.Answer answer = caller.complete(LLAMA, stream);
      assertEquals(200, answer.status(), fault + " " + answer.body());
      assertFalse(answer.content().isBlank(), fault + " " + answer.body());
      assertEquals("together", answer.header("x-gatewayz-provider"), fault.toString());
      assertEquals("2", answer.header("x-gatewayz-attempts"), fault.toString());
      assertEquals(1, asked(FIREWORKS), fault.toString());
      assertEquals(1, asked(TOGETHER), fault.toString());
    }
  }

  @Test
  void aStreamThatBreaksBeforeItsFirstContentGoesToTheNextProvider() throws Exception {
    for (Fault.OfModel fault :
        List.<Fault.OfModel>of(
            new Fault.CutStream(0), new Fault.StallStream(0), new Fault.ErrorInStream(0))) {
      twoOffers();
      broken(FIREWORKS, fault);
      Caller.Answer answer = caller.complete(LLAMA, true);
      assertEquals("together", answer.header("x-gatewayz-provider"), fault + " " + answer.body());
      assertEquals("[DONE]", answer.events().getLast(), fault.toString());
    }
  }

  @Test
  void aStreamThatBreaksAfterItsFirstContentNeverLooksComplete() throws Exception {
    for (Fault.OfModel fault :
        List.<Fault.OfModel>of(
            new Fault.CutStream(4), new Fault.StallStream(4), new Fault.ErrorInStream(4))) {
      twoOffers();
      broken(FIREWORKS, fault);
      Caller.Answer answer = caller.complete(LLAMA, true);
      assertEquals(200, answer.status());
      String last = answer.events().getLast();
      assertEquals(
          "answer_interrupted",
          Caller.JSON.readTree(last).at("/error/code").asText(),
          fault + " " + answer.body());
      assertFalse(answer.events().contains("[DONE]"), fault.toString());
      assertEquals(0, asked(TOGETHER), fault.toString());
    }
  }

  @Test
  void oddButWholeStreamsArriveWhole() throws Exception {
    String whole = caller.complete(LLAMA, true).content();
    for (Fault.OfModel fault :
        List.<Fault.OfModel>of(
            new Fault.SplitWrites(), new Fault.OddFraming(), new Fault.NoDone())) {
      broken(FIREWORKS, fault);
      Caller.Answer answer = caller.complete(LLAMA, true);
      assertEquals(whole, answer.content(), fault.toString());
      assertEquals("[DONE]", answer.events().getLast(), fault.toString());
      assertEquals("1", answer.header("x-gatewayz-attempts"), fault.toString());
    }
  }

  @Test
  void aShortWaitIsWorthItWhereNothingElseIsLeft() throws Exception {
    broken(FIREWORKS, new Fault.Times(1, new Fault.RateLimited(Duration.ofSeconds(1))));
    Caller.Answer answer = caller.complete("fireworks/" + LLAMA, false);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("2", answer.header("x-gatewayz-attempts"));
  }

  @Test
  void theUsersOwnErrorsAreNotTriedElsewhere() throws Exception {
    broken(FIREWORKS, new Fault.ContextTooLong());
    Caller.Answer tooLong = caller.complete(LLAMA, false);
    assertEquals(400, tooLong.status(), tooLong.body());
    assertEquals("context_length_exceeded", tooLong.at("/error/code"));
    broken(FIREWORKS, new Fault.ContentFiltered());
    Caller.Answer filtered = caller.complete(LLAMA, true);
    assertEquals(400, filtered.status(), filtered.body());
    assertEquals("content_filter", filtered.at("/error/code"));
    assertEquals(0, asked(TOGETHER));
  }

  @Test
  void whenEveryProviderFailsTheAnswerSaysSoInItsOwnWords() throws Exception {
    broken(FIREWORKS, new Fault.KeyRejected());
    broken(TOGETHER, new Fault.ServerError(500));
    Caller.Answer answer = caller.complete(LLAMA, true);
    assertEquals(502, answer.status(), answer.body());
    assertEquals("provider_error", answer.at("/error/code"));
    assertEquals("key_rejected", answer.at("/error/attempts/0/finding"));
    assertTrue(answer.json().at("/error/attempts").size() >= 2);

    standings.observed(FIREWORKS.key(), Evidence.of(Finding.ANSWERED));
    standings.observed(TOGETHER.key(), Evidence.of(Finding.ANSWERED));
    broken(FIREWORKS, new Fault.RateLimited(Duration.ofSeconds(30)));
    broken(TOGETHER, new Fault.RateLimited(Duration.ofSeconds(20)));
    Caller.Answer limited = caller.complete(LLAMA, false);
    assertEquals(429, limited.status(), limited.body());
    assertEquals("20", limited.header("retry-after"));
  }

  @Test
  void whatIsUnavailableGetsNoTraffic() throws Exception {
    publish(FIREWORKS, State.UNAVAILABLE, 5);
    try {
      assertEquals("together", caller.complete(LLAMA, false).header("x-gatewayz-provider"));
      Caller.Answer pinned = caller.complete("fireworks/" + LLAMA, true);
      assertEquals(503, pinned.status(), pinned.body());
      assertEquals("model_unavailable", pinned.at("/error/code"));
      assertEquals("unavailable", pinned.at("/error/left_out/0/reason"));
      assertEquals(0, asked(FIREWORKS));
    } finally {
      publish(FIREWORKS, State.AVAILABLE, 6);
    }
  }

  @Test
  void badRequestsAreToldInTheOpenAiShape() throws Exception {
    Caller.Answer unknown = caller.complete("meta-lama/llama-3.3-70b-instruct", false);
    assertEquals(404, unknown.status());
    assertEquals("model_not_found", unknown.at("/error/code"));
    assertEquals(LLAMA, unknown.at("/error/suggestions/0"));

    assertEquals("invalid_json", caller.post("/v1/chat/completions", "{nope").at("/error/code"));
    assertEquals(
        "messages", caller.post("/v1/chat/completions", "{\"model\":\"x\"}").at("/error/param"));
    assertEquals("invalid_json", caller.post("/v1/chat/completions", "").at("/error/code"));
    Caller.Answer large = caller.post("/v1/chat/completions", "x".repeat(2_000_000));
    assertEquals(413, large.status());
    assertEquals("request_too_large", large.at("/error/code"));
    assertEquals(404, caller.post("/v1/nothing", "{}").status());
    Caller.Answer get = caller.send(caller.request("/v1/chat/completions").GET());
    assertEquals(405, get.status(), get.body());
  }

  @Test
  void withoutAKeyNothingIsAnswered() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                java.net.URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    Caller.Answer answer = caller.send(request);
    assertEquals(401, answer.status());
    assertEquals("invalid_api_key", answer.at("/error/code"));
  }
}
