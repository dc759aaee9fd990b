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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller reads where a request is not served, and to whom a name leads. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ToldWhyComponentTest {

  private static final String WORDS = "Unsupported value: 'temperature' does not support 0.2";
  private static final String ASKED = "why/Asked-7B";
  private static final List<String> PROVIDERS =
      Stream.concat(
              Stream.of("replay"), SimulatedProviders.REPLAYED.stream().map(id -> "replay-" + id))
          .toList();

  private static RawProvider provider;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  @BeforeAll
  static void provider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
  }

  @AfterAll
  static void close() throws IOException {
    provider.close();
  }

  @BeforeEach
  void offers() {
    caller = new Caller(port);
    List<Offer> offers =
        Stream.concat(
                PROVIDERS.stream().map(id -> chat(id, ASKED)),
                Stream.of(chat("replay", "why/blocked"), chat("replay", "why/alone")))
            .toList();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      for (Offer offer : offers) {
        topics.offer(offer);
        topics.verdict(verdict(offer, State.AVAILABLE, 1));
      }
    }
    await()
        .until(
            () ->
                offers.stream()
                    .allMatch(
                        offer ->
                            snapshots
                                .current()
                                .offer(offer.key())
                                .filter(view -> view.availability() != null)
                                .isPresent()));
    for (int good = 0; good < 20; good++) {
      offers.forEach(offer -> standings.observed(offer.key(), Evidence.of(Finding.ANSWERED)));
    }
  }

  private static void answers(int status, String body) {
    String head =
        "HTTP/1.1 "
            + status
            + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n";
    provider.behave((in, out) -> RawProvider.write(out, head + body));
  }

  private static String refusal(String message, String param, String code) {
    ObjectNode body = Caller.JSON.createObjectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .put("param", param)
        .put("code", code);
    return body.toString();
  }

  static Stream<Arguments> everyProviderPlainAndStreamed() {
    return PROVIDERS.stream()
        .flatMap(id -> Stream.of(Arguments.of(id, false), Arguments.of(id, true)));
  }

  @ParameterizedTest
  @MethodSource("everyProviderPlainAndStreamed")
  void aRefusalIsToldInTheProvidersWords(String id, boolean stream) throws Exception {
    answers(400, refusal(WORDS, "temperature", "unsupported_value"));
    Caller.Answer answer = caller.complete(id + "/" + ASKED, stream);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.at("/error/message").contains(WORDS), answer.body());
    assertEquals("invalid_request_error", answer.at("/error/type"));
    assertEquals("temperature", answer.at("/error/param"), answer.body());
    assertEquals("unsupported_value", answer.at("/error/code"), answer.body());
  }

  @ParameterizedTest
  @MethodSource("everyProviderPlainAndStreamed")
  void aContextThatIsTooShortIsSaidInTheFieldsWords(String id, boolean stream) throws Exception {
    for (String words :
        List.of(
            "This model's maximum context length is 32768 tokens. However, you requested 40000 tokens",
            "The prompt is too long: 200000, model maximum context length: 32768",
            "Requested token count exceeds the model's maximum context length of 32768 tokens")) {
      answers(400, refusal(words, null, null));
      Caller.Answer answer = caller.complete(id + "/" + ASKED, stream);
      assertEquals(400, answer.status(), answer.body());
      assertEquals("context_length_exceeded", answer.at("/error/code"), answer.body());
      assertTrue(
          answer.at("/error/message").contains("maximum context length is 32768 tokens"),
          answer.body());
      assertTrue(answer.at("/error/message").contains(words), answer.body());
    }
  }

  @Test
  void aBudgetAboveTheModelsLimitIsBlamed() throws Exception {
    answers(
        400,
        refusal(
            "max_tokens is too large: 100000. This model supports at most 16384 completion tokens",
            "max_tokens",
            "invalid_value"));
    Caller.Answer answer =
        caller.complete("replay/" + ASKED, false, body -> body.put("max_tokens", 100_000));
    assertEquals(400, answer.status(), answer.body());
    assertEquals("max_tokens", answer.at("/error/param"), answer.body());
    assertTrue(answer.at("/error/message").contains("which is 16384"), answer.body());

    Caller.Answer ours =
        caller.complete("replay/" + ASKED, true, body -> body.put("max_tokens", 200_000));
    assertEquals(400, ours.status(), ours.body());
    assertEquals("context_length_exceeded", ours.at("/error/code"));
    assertEquals("max_tokens", ours.at("/error/param"));
    assertTrue(
        ours.at("/error/message").contains("maximum context length is 131072 tokens"), ours.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'only':['replay-together']}|provider.only",
        "{'ignore':['replay']}|provider.ignore",
        "{'order':['replay-together'],'allow_fallbacks':false}|provider.order",
        "{'max_price':{'prompt':0.01}}|provider.max_price",
        "{'data_collection':'deny'}|provider.data_collection",
        "{'zdr':true}|provider.zdr",
      })
  void aConditionThatExcludesEverythingIsNamed(String preferences, String field) throws Exception {
    JsonNode wanted = Caller.JSON.readTree(preferences.replace('\'', '"'));
    Caller.Answer answer = caller.complete("why/alone", true, body -> body.set("provider", wanted));
    assertEquals(400, answer.status(), answer.body());
    assertEquals(field, answer.at("/error/param"));
    assertTrue(answer.at("/error/message").contains(field + " excludes replay"), answer.body());
    assertEquals(field, answer.at("/error/left_out/0/condition"));

    ObjectNode body = Caller.JSON.createObjectNode().put("model", "why/alone");
    body.putArray("messages").addObject().put("role", "user").put("content", "x");
    body.set("provider", wanted);
    Caller.Answer route = caller.post("/v1/route/chat/completions", body.toString());
    assertEquals(200, route.status(), route.body());
    assertEquals(field, route.at("/left_out/0/condition"));
  }

  @Test
  void aConditionByWhichOpenRouterExcludesItsHostsIsNamed() throws Exception {
    answers(
        404,
        "{\"error\":{\"code\":404,\"message\":\"No endpoints found matching your data policy (Zero data retention).\"}}");
    for (boolean stream : new boolean[] {false, true}) {
      Caller.Answer answer =
          caller.complete(
              "replay-openrouter/" + ASKED,
              stream,
              body -> body.putObject("provider").put("zdr", true));
      assertEquals(400, answer.status(), answer.body());
      assertEquals("provider.zdr", answer.at("/error/param"), answer.body());
      assertTrue(answer.at("/error/message").contains("matching your data policy"), answer.body());
    }
  }

  @Test
  void aBlockIsToldWithItsReason() throws Exception {
    for (String name : List.of("why/blocked", "replay/why/blocked", "WHY/Blocked:replay")) {
      Caller.Answer answer = caller.complete(name, false);
      assertEquals(403, answer.status(), answer.body());
      assertEquals("model_blocked", answer.at("/error/code"));
      assertEquals("permission_error", answer.at("/error/type"));
      assertTrue(answer.at("/error/message").contains("It leaks prompts, ticket 7"), answer.body());
    }
    Caller.Answer route =
        caller.post(
            "/v1/route/chat/completions",
            "{\"model\":\"why/blocked\",\"messages\":[{\"role\":\"user\"}]}");
    assertEquals("blocked", route.at("/left_out/0/reason"), route.body());
    assertEquals("It leaks prompts, ticket 7", route.at("/left_out/0/operator_reason"));
    assertEquals("2999-01-01", route.at("/left_out/0/until"));
  }

  @Test
  void aNameThatSaysAProviderLeadsThereEverywhere() throws Exception {
    answers(
        200,
        "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}");
    for (String id : PROVIDERS) {
      for (String name :
          List.of(
              ASKED + ":" + id,
              id + "/" + ASKED,
              id + ":" + ASKED,
              ASKED.toUpperCase(java.util.Locale.ROOT) + ":" + id)) {
        Caller.Answer answer = caller.complete(name, false);
        assertEquals(200, answer.status(), name + answer.body());
        assertEquals(id, answer.header("x-gatewayz-provider"), name);
        Caller.Answer model = caller.send(caller.request("/v1/models/" + name).GET());
        assertEquals(200, model.status(), name + model.body());
        assertEquals(ASKED, model.at("/id"));
        assertEquals(1, model.json().at("/offers").size(), model.body());
        assertEquals(id, model.at("/offers/0/provider"));
        Caller.Answer page = caller.send(caller.request("/models/" + name).GET());
        assertEquals(200, page.status(), name);
        assertTrue(page.body().contains(ASKED), name);
      }
    }
    Caller.Answer partner =
        caller.complete("replay-huggingface/" + ASKED + ":replay-together", false);
    assertEquals("replay-huggingface", partner.header("x-gatewayz-provider"), partner.body());
    Caller.Answer any = caller.send(caller.request("/v1/models/" + ASKED + ":fastest").GET());
    assertEquals(PROVIDERS.size(), any.json().at("/offers").size(), any.body());
  }

  @Test
  void aProviderWithoutTheModelIsToldByAllThatTakeNames() throws Exception {
    String name = "why/alone:together";
    Caller.Answer answer = caller.complete(name, false);
    assertEquals(404, answer.status(), answer.body());
    assertEquals("model_not_found", answer.at("/error/code"));
    assertTrue(
        answer.at("/error/message").startsWith("together does not offer why/alone."),
        answer.body());
    assertEquals("why/alone", answer.at("/error/suggestions/0"));
    String route =
        caller
            .post(
                "/v1/route/chat/completions",
                "{\"model\":\"" + name + "\",\"messages\":[{\"role\":\"user\"}]}")
            .at("/error/message");
    assertEquals(answer.at("/error/message"), route);
    Caller.Answer model = caller.send(caller.request("/v1/models/" + name).GET());
    assertEquals(404, model.status());
    assertEquals(answer.at("/error/message"), model.at("/error/message"));
    Caller.Answer page =
        caller.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/models/" + name)));
    assertEquals(404, page.status());
    assertTrue(page.body().contains("/models/why/alone"), page.body());
    assertFalse(page.body().contains("undefined"));
  }
}
