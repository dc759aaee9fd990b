package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
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
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is valid for a caller and refused by one provider or another arrives in a form it takes. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class DialectComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Map<String, Offer> OFFERS = new TreeMap<>();

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
    for (String provider :
        List.of("featherless", "fireworks", "huggingface", "openrouter", "together")) {
      String id =
          simulator.catalog().chatIds(provider).stream()
              .filter(
                  name ->
                      name.toLowerCase(Locale.ROOT).matches(".*llama-(v3p3|3\\.3)-70b-instruct"))
              .findFirst()
              .orElseThrow();
      OFFERS.put(provider, chat(provider, id, LLAMA, 1));
    }
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void offers() {
    caller = new Caller(port);
    simulator.faults().clear();
    simulator.journal().clear();
    Offered.only(OFFERS.values(), kafka, snapshots, standings);
  }

  private List<JsonNode> sentTo(String provider) throws Exception {
    List<JsonNode> bodies = new ArrayList<>();
    for (RecordedRequest request : simulator.journal().requests()) {
      if (request.provider().equals(provider)) {
        bodies.add(Caller.JSON.readTree(new String(request.body(), StandardCharsets.UTF_8)));
      }
    }
    return bodies;
  }

  @Test
  void aLongPlainAnswerOfFireworksIsStreamedAndPutTogether() throws Exception {
    Caller.Answer short_ = caller.complete("fireworks/" + LLAMA, false);
    Caller.Answer long_ =
        caller.complete("fireworks/" + LLAMA, false, body -> body.put("max_tokens", 5_000));
    assertEquals(200, long_.status(), long_.body());
    assertEquals(short_.content(), long_.content());
    assertEquals("chat.completion", long_.at("/object"));
    assertEquals("stop", long_.at("/choices/0/finish_reason"));
    assertEquals("assistant", long_.at("/choices/0/message/role"));
    assertEquals(short_.json().at("/usage"), long_.json().at("/usage"));
    assertEquals("1", long_.header("x-gatewayz-attempts"));
    assertTrue(sentTo("fireworks").getLast().path("stream").asBoolean());

    Caller.Answer tool =
        caller.complete(
            "fireworks/" + LLAMA,
            false,
            body -> {
              body.put("max_completion_tokens", 5_000).put("tool_choice", "required");
              body.putArray("tools")
                  .addObject()
                  .put("type", "function")
                  .putObject("function")
                  .put("name", "weather");
            });
    assertEquals("weather", tool.at("/choices/0/message/tool_calls/0/function/name"), tool.body());
    assertEquals("tool_calls", tool.at("/choices/0/finish_reason"));
  }

  @Test
  void aLongPlainAnswerThatBreaksOffIsNoAnswer() throws Exception {
    for (Fault.OfModel fault :
        List.<Fault.OfModel>of(
            new Fault.CutStream(3), new Fault.ErrorInStream(3), new Fault.MalformedChunk(3))) {
      offers();
      Offer fireworks = OFFERS.get("fireworks");
      simulator.faults().set("fireworks", fireworks.id(), fault);
      Caller.Answer answer =
          caller.complete(
              LLAMA,
              false,
              body -> {
                body.put("max_tokens", 5_000);
                body.putObject("provider").putArray("order").add("fireworks").add("together");
              });
      assertEquals(200, answer.status(), fault + " " + answer.body());
      assertEquals("together", answer.header("x-gatewayz-provider"), fault.toString());
    }
  }

  @Test
  void streamOptionsAreLeftOutForWhoAnswersThemWithNothing() throws Exception {
    simulator
        .faults()
        .set("together", OFFERS.get("together").id(), new Fault.DislikesStreamOptions());
    for (int request = 0; request < 2; request++) {
      Caller.Answer answer =
          caller.complete(
              "together/" + LLAMA,
              true,
              body -> body.putObject("stream_options").put("include_usage", true));
      assertEquals(200, answer.status(), answer.body());
      assertFalse(answer.content().isBlank(), answer.body());
      assertEquals("1", answer.header("x-gatewayz-attempts"));
    }
    assertEquals(3, sentTo("together").size(), "asked twice once, and knows from then on");
    assertFalse(standings.cooling(OFFERS.get("together").key()));
  }

  @Test
  void rolesAndNullsAreTranslated() throws Exception {
    Caller.Answer nulls =
        caller.complete(
            "featherless/" + LLAMA,
            false,
            body ->
                body.putArray("messages")
                    .addObject()
                    .put("role", "assistant")
                    .put("content", "hi")
                    .putNull("tool_calls"));
    assertEquals(200, nulls.status(), nulls.body());
    Caller.Answer developer =
        caller.complete(
            "huggingface/" + LLAMA,
            true,
            body ->
                body.putArray("messages").addObject().put("role", "developer").put("content", "x"));
    assertEquals(200, developer.status(), developer.body());
  }

  @Test
  void openRouterIsNotAskedForWhatOnlyTheGatewayKnows() throws Exception {
    Caller.Answer answer =
        caller.complete(
            LLAMA,
            false,
            body -> {
              body.putArray("models").add(LLAMA);
              body.putObject("provider")
                  .put("data_collection", "deny")
                  .putArray("only")
                  .add("openrouter")
                  .add("deepinfra");
            });
    assertEquals(200, answer.status(), answer.body());
    JsonNode sent = sentTo("openrouter").getLast();
    assertFalse(sent.has("models"), sent.toString());
    assertEquals(
        Caller.JSON.readTree("{\"data_collection\":\"deny\",\"only\":[\"deepinfra\"]}"),
        sent.path("provider"));
  }

  @Test
  void whatOneModelRefusesTheOneNamedAfterItMayTake() throws Exception {
    String other =
        simulator.catalog().chatIds("fireworks").stream()
            .filter(id -> !id.equals(OFFERS.get("fireworks").id()))
            .findFirst()
            .orElseThrow();
    Offer another = chat("fireworks", other, "dialects/another", 1);
    Offered.only(List.of(another), kafka, snapshots, standings);
    OFFERS.forEach(
        (provider, offer) ->
            simulator.faults().set(provider, offer.id(), new Fault.ContentFiltered()));
    Caller.Answer answer =
        caller.complete(LLAMA, true, body -> body.putArray("models").add(another.model()));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(another.model(), answer.header("x-gatewayz-model"));
    assertEquals("2", answer.header("x-gatewayz-attempts"), "one refusal is enough");
  }

  @Test
  void aPromptThatIsTooLongForOneGoesToOneThatTakesMore() throws Exception {
    Offer small = Offered.with(OFFERS.get("fireworks"), 1, 8_000);
    Offer equal = Offered.with(OFFERS.get("huggingface"), 1, 8_000);
    Offer large = Offered.with(OFFERS.get("together"), 1, 32_000);
    publish(List.of(small, equal, large));
    simulator.faults().set("fireworks", small.id(), new Fault.ContextTooLong());
    Caller.Answer answer =
        caller.complete(
            LLAMA,
            true,
            body ->
                body.putObject("provider")
                    .putArray("order")
                    .add("fireworks")
                    .add("huggingface")
                    .add("together"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("together", answer.header("x-gatewayz-provider"));
    assertEquals(0, sentTo("huggingface").size(), "it would say the same");
    assertFalse(standings.cooling(small.key()), "it is nobody's fault");
  }

  private void publish(List<Offer> offers) {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      offers.forEach(topics::offer);
    }
    for (Offer offer : offers) {
      await()
          .until(
              () ->
                  snapshots
                      .current()
                      .offer(offer.key())
                      .filter(view -> view.offer().contextTokens().equals(offer.contextTokens()))
                      .isPresent());
    }
  }

  @Test
  void aRouteIsExplainedWithoutBeingTaken() throws Exception {
    Caller.Answer answer =
        caller.post(
            "/v1/route/chat/completions",
            "{\"model\":\""
                + LLAMA
                + "\",\"provider\":{\"ignore\":[\"together\"]},\"messages\":[{\"role\":\"user\"}]}");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("route", answer.at("/object"));
    assertEquals(4, answer.json().at("/candidates").size(), answer.body());
    assertEquals("available", answer.at("/candidates/0/state"));
    assertEquals("together", answer.at("/left_out/0/provider"));
    assertEquals("not_wanted", answer.at("/left_out/0/reason"));
    assertEquals("false", answer.at("/last_resort"));
    assertEquals(0, simulator.journal().requests().size());
    Caller.Answer unknown =
        caller.post("/v1/route/embeddings", "{\"model\":\"no/such\",\"input\":\"x\"}");
    assertEquals(404, unknown.status());
    assertEquals("model_not_found", unknown.at("/error/code"));
  }
}
