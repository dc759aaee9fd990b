package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's Messages over HTTP: translated, native, and from one to the other. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class MessagesComponentTest extends MessagesScene {

  private static final String MODEL = "replay/messages";
  private static final Offer TRANSLATED = chat("replay", MODEL);
  private static final Offer NATIVE = chat("replay-openrouter", MODEL);
  private static final String OVERLOADED =
      whole(529, q("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"));

  private static String request(String more) {
    return q(
        "{ 'model' : '"
            + MODEL
            + "', 'max_tokens':64, 'system':'Be brief', 'messages':[{'role':'user','content':'Say hello'}]"
            + more
            + " }");
  }

  private Caller.Answer ask(boolean stream, String more) throws Exception {
    return caller.post(
        "/v1/messages?beta=true", request(more + (stream ? q(",'stream':true") : "")));
  }

  private Caller.Answer ask(boolean stream) throws Exception {
    return ask(stream, "");
  }

  private static JsonNode error(Caller.Answer answer, int status, String type) throws Exception {
    assertEquals(status, answer.status(), answer.body());
    assertEquals("error", answer.at("/type"), answer.body());
    assertEquals(type, answer.at("/error/type"), answer.body());
    assertFalse(answer.at("/error/message").isEmpty());
    assertEquals(answer.at("/request_id"), answer.header("request-id"));
    assertFalse(answer.header("request-id").isEmpty());
    return answer.json();
  }

  // ---- translated

  @Test
  void aChatCompletionIsAskedForAndItsAnswerIsAMessage() throws Exception {
    offered(TRANSLATED);
    Caller.Answer answer = ask(false, q(",'top_k':3"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("message", answer.at("/type"));
    assertEquals("translated words", answer.at("/content/0/text"));
    assertEquals("end_turn", answer.at("/stop_reason"));
    assertEquals("5", answer.at("/usage/input_tokens"));
    assertEquals("4", answer.at("/usage/cache_read_input_tokens"));
    assertEquals("replay", answer.header("x-gatewayz-provider"));
    assertEquals("top_k", answer.header("x-gatewayz-dropped"));
    assertFalse(answer.header("request-id").isEmpty());
    assertEquals(
        Caller.JSON.readTree(
            q(
                "{'model':'replay/messages','max_tokens':64,'messages':[{'role':'system','content':'Be brief'},{'role':'user','content':'Say hello'}]}")),
        Caller.JSON.readTree(asked("POST /v1/chat/completions").getFirst()));
  }

  @Test
  void aStreamHasAnthropicsEventsInTheirOrder() throws Exception {
    offered(TRANSLATED);
    Caller.Answer answer = ask(true);
    assertEquals(
        List.of(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop"),
        names(answer));
    assertTrue(answer.header("content-type").startsWith("text/event-stream"));
    JsonNode end = answer.chunks().get(5);
    assertEquals(9, end.at("/usage/input_tokens").asInt());
    assertEquals(3, end.at("/usage/output_tokens").asInt());
    assertTrue(asked("POST /v1/chat/completions").getFirst().contains("include_usage"));
    assertEquals("", answer.header("x-gatewayz-dropped"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFormOfTheAnswerIsTheCallersNotTheProviders(boolean stream) throws Exception {
    offered(TRANSLATED);
    chat = body -> stream ? whole(200, CHAT) : stream(CHAT_EVENTS);
    Caller.Answer answer = ask(stream);
    assertEquals(200, answer.status(), answer.body());
    if (stream) {
      assertEquals("message_stop", names(answer).getLast());
      assertEquals("translated words", answer.chunks().get(3).at("/delta/text").asText());
    } else {
      assertEquals("translated words", answer.at("/content/0/text"));
    }
  }

  @Test
  void toolsGoRound() throws Exception {
    offered(TRANSLATED);
    chat =
        body ->
            whole(
                200,
                q(
                    "{'id':'c1','choices':[{'index':0,'message':{'content':null,'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1}'}}]},'finish_reason':'tool_calls'}]}"));
    Caller.Answer answer =
        ask(false, q(",'tools':[{'name':'f','input_schema':{'type':'object'}}]"));
    assertEquals("tool_use", answer.at("/stop_reason"), answer.body());
    assertEquals("1", answer.at("/content/0/input/x"));
    assertTrue(asked("POST /v1/chat/completions").getFirst().contains("\"parameters\""));
  }

  @Test
  void thinkingIsNotAskedOfModelsThatDoNotThinkAndThatIsSaid() throws Exception {
    offered(TRANSLATED);
    Caller.Answer answer = ask(false, q(",'thinking':{'type':'enabled','budget_tokens':1024}"));
    assertEquals("thinking", answer.header("x-gatewayz-dropped"));
    assertFalse(asked("POST /v1/chat/completions").getFirst().contains("reasoning_effort"));
  }

  @Test
  void argumentsThatNoToolTakesAreNoAnswer() throws Exception {
    offered(TRANSLATED, NATIVE);
    chat =
        body ->
            whole(
                200,
                q(
                    "{'id':'c1','choices':[{'index':0,'message':{'content':null,'tool_calls':[{'id':'a','function':{'name':'f','arguments':'oops'}}]},'finish_reason':'tool_calls'}]}"));
    Caller.Answer answer = ask(false, q(",'provider':{'sort':'price'}"));
    assertEquals("native words", answer.at("/content/0/text"), answer.body());
    assertEquals("replay:garbled", answer.header("x-gatewayz-failed"));
  }

  // ---- native

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoSpeaksMessagesGetsTheBodyAndIsPassedOnByteForByte(boolean stream) throws Exception {
    offered(NATIVE);
    String more =
        q(", 'top_k' : 3, 'tools':[{'type':'bash_20250124','name':'bash'}], 'new':{'a':1.0}");
    Caller.Answer answer =
        caller.send(
            caller
                .request("/v1/messages")
                .header("anthropic-version", "2023-06-01")
                .header("anthropic-beta", "a-1,b-2")
                .header("x-secret", "mine")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        request(
                            more
                                + q(",'models':['x/y'],'provider':{'sort':'price'}")
                                + (stream ? q(",'stream':true") : "")))));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(stream ? MESSAGE_EVENTS : MESSAGE, answer.body());
    assertEquals("", answer.header("x-gatewayz-dropped"));
    String sent = asked(SPOKEN).getFirst();
    assertEquals(
        request(more + q(",'provider':{'sort':'price'}") + (stream ? q(",'stream':true") : "")),
        sent);
    String head = provider.heads().getFirst().toLowerCase(java.util.Locale.ROOT);
    assertTrue(head.contains("anthropic-version: 2023-06-01\r\n"), head);
    assertTrue(head.contains("anthropic-beta: a-1,b-2\r\n"), head);
    assertFalse(head.contains("x-secret"), head);
    assertFalse(head.contains(GatewayStack.API_KEY), head);
  }

  @ParameterizedTest
  @CsvSource({"true,529", "false,529", "true,500", "false,503"})
  void aNativeOfferThatFailsIsFollowedByATranslatedOne(boolean stream, int status)
      throws Exception {
    offered(NATIVE, TRANSLATED);
    spoken = body -> OVERLOADED.replace("529", Integer.toString(status));
    Caller.Answer answer = ask(stream);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("replay", answer.header("x-gatewayz-provider"));
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    assertTrue(answer.body().contains("translated words"), answer.body());
    assertTrue(answer.header("x-gatewayz-failed").startsWith("replay-openrouter:"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTranslatedOfferThatFailsIsFollowedByANativeOne(boolean stream) throws Exception {
    offered(TRANSLATED, NATIVE);
    chat = body -> whole(500, q("{'error':{'message':'boom'}}"));
    Caller.Answer answer = ask(stream);
    assertEquals(stream ? MESSAGE_EVENTS : MESSAGE, answer.body());
    assertEquals("replay-openrouter", answer.header("x-gatewayz-provider"));
  }

  @Test
  void anErrorInANativeStreamBeforeContentIsFollowedByAnotherOffer() throws Exception {
    offered(NATIVE, TRANSLATED);
    spoken =
        body ->
            stream(
                event("message_start", "'message':{'usage':{'input_tokens':1}}")
                    + event("error", "'error':{'type':'overloaded_error','message':'Overloaded'}"));
    Caller.Answer answer = ask(true);
    assertEquals("message_stop", names(answer).getLast(), answer.body());
    assertEquals("replay-openrouter:overloaded", answer.header("x-gatewayz-failed"));
    assertFalse(answer.body().contains("overloaded_error"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatBreaksOffEndsWithAnErrorAndNothingElse(boolean nativeOffer) throws Exception {
    offered(nativeOffer ? NATIVE : TRANSLATED);
    spoken =
        body -> stream(MESSAGE_EVENTS.substring(0, MESSAGE_EVENTS.indexOf("event: message_delta")));
    chat = body -> stream(WORDS);
    Caller.Answer answer = ask(true);
    assertEquals(200, answer.status());
    assertEquals("error", names(answer).getLast(), answer.body());
    assertFalse(names(answer).contains("message_stop"));
    JsonNode error = answer.chunks().getLast();
    assertEquals("api_error", error.at("/error/type").asText());
    assertEquals(answer.header("request-id"), error.path("request_id").asText());
  }

  @Test
  void nothingComesBehindTheEnd() throws Exception {
    offered(NATIVE);
    spoken = body -> stream(MESSAGE_EVENTS + MESSAGE_EVENTS);
    assertEquals(MESSAGE_EVENTS, ask(true).body());
  }

  @Test
  void anOfferThatDoesNotSpeakItAfterAllIsAskedForAChatCompletionAndThatIsRemembered()
      throws Exception {
    Offer offer = chat("replay-openrouter", "replay/unspoken");
    offered(offer);
    spoken = body -> whole(404, q("{'error':{'message':'No such route'}}"));
    for (int i = 0; i < 2; i++) {
      Caller.Answer answer =
          caller.post("/v1/messages", request("").replace(MODEL, "replay/unspoken"));
      assertEquals("translated words", answer.at("/content/0/text"), answer.body());
      assertEquals("1", answer.header("x-gatewayz-attempts"));
    }
    assertEquals(1, asked(SPOKEN).size());
    assertEquals(2, asked("POST /v1/chat/completions").size());
  }

  @Test
  void aNativeAnswerInTheOtherFormIsAskedForAsAChatCompletion() throws Exception {
    offered(NATIVE);
    spoken = body -> whole(200, MESSAGE);
    Caller.Answer answer = ask(true);
    assertTrue(answer.body().contains("translated words"), answer.body());
    assertEquals("message_stop", names(answer).getLast());
  }

  @Test
  void aThoughtThatNobodySignedGoesToNobodyWhoChecksSignatures() throws Exception {
    offered(NATIVE);
    Caller.Answer answer =
        caller.post(
            "/v1/messages",
            request("")
                .replace(
                    q("'messages':["),
                    q(
                        "'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':''}]},")));
    assertEquals("translated words", answer.at("/content/0/text"), answer.body());
    assertEquals("thinking", answer.header("x-gatewayz-dropped"));
  }

  // ---- what is refused

  @Test
  void whatOnlyANativeOfferCanDoGoesToNoOther() throws Exception {
    String more = q(",'tools':[{'type':'web_search_20250305','name':'web_search'}]");
    offered(TRANSLATED, NATIVE);
    Caller.Answer answer = ask(false, more);
    assertEquals("replay-openrouter", answer.header("x-gatewayz-provider"), answer.body());
    offered(TRANSLATED);
    JsonNode error = error(ask(false, more), 400, "invalid_request_error");
    assertEquals("tools.0.type", error.at("/error/param").asText());
    assertTrue(asked("POST /v1/chat/completions").isEmpty());
  }

  @Test
  void errorsHaveAnthropicsFormAndStatuses() throws Exception {
    offered(TRANSLATED);
    error(caller.post("/v1/messages", "oops"), 400, "invalid_request_error");
    JsonNode missing =
        error(
            caller.post("/v1/messages", request("").replace("\"max_tokens\":64,", "")),
            400,
            "invalid_request_error");
    assertEquals("max_tokens", missing.at("/error/param").asText());
    error(
        caller.post("/v1/messages", request("").replace(MODEL, "no/such-model")),
        404,
        "not_found_error");
    error(caller.post("/v1/messages/batches", "{}"), 404, "not_found_error");
    error(caller.send(caller.request("/v1/messages").GET()), 405, "invalid_request_error");
    error(
        caller.post("/v1/messages", request(q(",'x':'" + "x".repeat(1 << 20) + "'"))),
        413,
        "request_too_large");
    chat =
        body -> whole(400, q("{'error':{'message':'temperature is odd','param':'temperature'}}"));
    error(ask(false), 400, "invalid_request_error");
    chat = body -> whole(503, q("{'error':{'message':'Overloaded'}}"));
    error(ask(false), 529, "overloaded_error");
    chat = body -> whole(429, q("{'error':{'message':'Rate limit','code':'rate_limit_exceeded'}}"));
    assertFalse(ask(true).header("retry-after").isEmpty());
  }

  @Test
  void agentsAreToldInTheirWordsThatThePromptIsTooLong() throws Exception {
    offered(TRANSLATED);
    chat =
        body ->
            whole(
                400,
                q("{'error':{'message':'This model\u2019s maximum context length is 8192 tokens.','code':'context_length_exceeded'}}")
                    .replace("\u2019", ""));
    JsonNode error = error(ask(true), 400, "invalid_request_error");
    assertTrue(
        error.at("/error/message").asText().startsWith("prompt is too long: "), error.toString());
  }

  @Test
  void theKeyMayStandWhereAnthropicsClientsPutIt() throws Exception {
    offered(TRANSLATED);
    URI address = URI.create("http://127.0.0.1:" + port + "/v1/messages");
    HttpRequest.Builder keyless =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(request("")));
    error(caller.send(keyless.copy()), 401, "authentication_error");
    error(caller.send(keyless.copy().header("x-api-key", "wrong")), 401, "authentication_error");
    assertEquals(
        200, caller.send(keyless.copy().header("x-api-key", GatewayStack.API_KEY)).status());
  }

  @Test
  void tokensAreCountedByEstimate() throws Exception {
    Caller.Answer answer =
        caller.post(
            "/v1/messages/count_tokens?beta=true",
            q(
                "{'model':'any','system':'Be brief','messages':[{'role':'user','content':'"
                    + "word ".repeat(1000)
                    + "'}]}"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(1000, answer.json().path("input_tokens").asInt(), 100);
    assertEquals("true", answer.header("x-gatewayz-estimate"));
    error(caller.post("/v1/messages/count_tokens", "{}"), 400, "invalid_request_error");
  }
}
