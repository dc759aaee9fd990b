package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.NodeClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's Responses over HTTP, at providers that speak chat completions. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ResponsesComponentTest extends MessagesScene {

  private static final String MODEL = "replay/responses";
  private static final Offer ONE = chat("replay", MODEL);
  private static final Offer OTHER = chat("replay-openrouter", MODEL);

  private static final String CALL_EVENTS =
      chunk(
              "{'tool_calls':[{'index':0,'id':'a','type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":'}}]}",
              "null")
          + chunk("{'tool_calls':[{'index':0,'function':{'arguments':'\\\"Zurich\\\"}'}}]}", "null")
          + chunk("{}", "'tool_calls'")
          + "data: [DONE]\n\n";

  private Caller.Answer ask(boolean stream, String more) throws Exception {
    return caller.post(
        "/v1/responses",
        q("{'model':'" + MODEL + "','input':'Say hello','stream':" + stream + more + "}"));
  }

  @Test
  void aChatCompletionIsAskedForAndItsAnswerIsAResponse() throws Exception {
    offered(ONE);
    Caller.Answer answer =
        ask(false, q(",'instructions':'Be brief','truncation':'auto','store':true"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("response", answer.at("/object"));
    assertEquals("completed", answer.at("/status"));
    assertEquals("translated words", answer.at("/output/0/content/0/text"));
    assertEquals("false", answer.at("/store"));
    assertEquals("9", answer.at("/usage/input_tokens"));
    assertEquals("truncation", answer.header("x-gatewayz-dropped"));
    assertEquals("replay", answer.header("x-gatewayz-provider"));
  }

  @Test
  void aStreamHasTypedEvents() throws Exception {
    offered(ONE);
    Caller.Answer answer = ask(true, "");
    assertEquals("response.created", names(answer).getFirst());
    assertEquals("response.completed", names(answer).getLast());
    assertFalse(answer.body().contains("[DONE]"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOfferThatFailsIsFollowedByAnother(boolean stream) throws Exception {
    offered(ONE, OTHER);
    AtomicInteger asked = new AtomicInteger();
    chat =
        body ->
            asked.getAndIncrement() == 0
                ? whole(500, q("{'error':{'message':'boom'}}"))
                : stream ? stream(CHAT_EVENTS) : whole(200, CHAT);
    Caller.Answer answer = ask(stream, "");
    assertTrue(answer.body().contains("translated words"), answer.body());
    assertEquals("replay-openrouter", answer.header("x-gatewayz-provider"));
  }

  @Test
  void anAnswerThatBreaksOffHasFailed() throws Exception {
    offered(ONE);
    chat = body -> stream(WORDS);
    Caller.Answer answer = ask(true, "");
    assertEquals("response.failed", names(answer).getLast());
    assertEquals(
        "answer_interrupted", answer.chunks().getLast().at("/response/error/code").asText());
  }

  @Test
  void whatIsNotServedIsRefusedInOpenAisForm() throws Exception {
    offered(ONE);
    Caller.Answer answer = ask(false, q(",'previous_response_id':'resp_1'"));
    assertEquals(400, answer.status());
    assertEquals("previous_response_id", answer.at("/error/param"));
    assertEquals(405, caller.send(caller.request("/v1/responses").GET()).status());
    assertEquals(404, caller.send(caller.request("/v1/responses/resp_1").GET()).status());
  }

  @Test
  void openAisClientWorksUnmodified() throws Exception {
    NodeClient.assumed();
    offered(ONE);
    chat =
        body ->
            streamed(body)
                ? stream(body.contains("Use the tool") ? CALL_EVENTS : CHAT_EVENTS)
                : whole(200, CHAT);
    JsonNode read = NodeClient.run("responses.mjs", base(), MODEL);
    assertEquals("translated words", read.path("text").asText());
    assertEquals("translated words", read.at("/deltas/0").asText());
    assertEquals("translated words", read.path("streamedText").asText());
    assertEquals("completed", read.at("/streamed/status").asText());
    assertEquals("function_call", read.at("/used/output/0/type").asText());
    assertEquals("{\"city\":\"Zurich\"}", read.at("/used/output/0/arguments").asText());
    assertEquals("translated words", read.path("answered").asText());
    assertEquals("AuthenticationError", read.at("/errors/key/name").asText());
    assertEquals("NotFoundError", read.at("/errors/model/name").asText());
    assertEquals("BadRequestError", read.at("/errors/stored/name").asText());
    assertEquals("previous_response_id", read.at("/errors/stored/param").asText());
  }

  private String base() {
    return "http://127.0.0.1:" + port + "/v1";
  }
}
