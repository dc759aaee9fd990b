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
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's Responses over HTTP: translated, native, and from one to the other. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ResponsesComponentTest extends MessagesScene {

  private static final String MODEL = "replay/responses";
  private static final Offer ONE = chat("replay", MODEL);
  private static final Offer NATIVE = chat("replay-openrouter", MODEL);

  static final String RESPONSE =
      q(
          "{'id':'gen-1','object':'response','created_at':5,'status':'completed','error':null,'model':'up',"
              + "'output':[{'type':'message','id':'m','role':'assistant','status':'completed','content':[{'type':'output_text','text':'native words','annotations':[]}]}],"
              + "'usage':{'input_tokens':5,'output_tokens':2,'total_tokens':7},'store':false,'new':[1, 2]}");

  private static final String BEGUN =
      event(
              "response.created",
              "'sequence_number':0,'response':{'id':'gen-1','object':'response','created_at':5,'status':'in_progress','model':'up','output':[]}")
          + event(
              "response.output_item.added",
              "'sequence_number':1,'output_index':0,'item':{'type':'message','id':'m','role':'assistant','status':'in_progress','content':[]}")
          + event(
              "response.content_part.added",
              "'sequence_number':2,'output_index':0,'content_index':0,'item_id':'m','part':{'type':'output_text','text':'','annotations':[]}");

  private static final String SAID =
      event(
          "response.output_text.delta",
          "'sequence_number':3,'item_id':'m','output_index':0,'content_index':0,'delta':'native words','logprobs':[]");

  static final String RESPONSE_EVENTS =
      BEGUN + SAID + event("response.completed", "'sequence_number':4,'response':" + RESPONSE);

  private static final String RATE_LIMITED =
      event(
          "response.failed",
          "'sequence_number':9,'response':{'id':'gen-1','status':'failed','error':{'code':'rate_limit_exceeded','message':'Rate limit reached. Please try again in 7s.'}}");

  @BeforeEach
  void speaksResponses() {
    address = RESPONSES;
    spoken = body -> streamed(body) ? stream(RESPONSE_EVENTS) : whole(200, RESPONSE);
  }

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
    offered(ONE, NATIVE);
    chat = body -> whole(500, q("{'error':{'message':'boom'}}"));
    Caller.Answer answer = ask(stream, "");
    assertEquals(stream ? RESPONSE_EVENTS : RESPONSE, answer.body());
    assertEquals("replay-openrouter", answer.header("x-gatewayz-provider"));
  }

  // ---- native

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoSpeaksResponsesGetsTheBodyAndIsPassedOnByteForByte(boolean stream) throws Exception {
    offered(NATIVE);
    String more =
        q(
            ", 'prompt_cache_key' : 'k', 'truncation':'auto', 'new':{'a':1.0},"
                + "'tools':[{'type':'custom','name':'t','format':{'type':'grammar','syntax':'lark','definition':'x'}}]");
    Caller.Answer answer = ask(stream, more + q(",'models':['x/y'],'store':true"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(stream ? RESPONSE_EVENTS : RESPONSE, answer.body());
    assertEquals("", answer.header("x-gatewayz-dropped"));
    assertEquals(
        q("{'model':'" + MODEL + "','input':'Say hello','stream':" + stream)
            + more
            + q(",'store':false}"),
        asked(RESPONSES).getFirst());
  }

  @ParameterizedTest
  @CsvSource({"true,529", "false,429", "true,500", "false,503"})
  void aNativeOfferThatFailsIsFollowedByATranslatedOne(boolean stream, int status)
      throws Exception {
    offered(NATIVE, ONE);
    spoken = body -> whole(status, q("{'error':{'message':'Overloaded'}}"));
    Caller.Answer answer = ask(stream, "");
    assertEquals("replay", answer.header("x-gatewayz-provider"), answer.body());
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    assertTrue(answer.body().contains("translated words"), answer.body());
  }

  @Test
  void anErrorInANativeStreamBeforeContentIsFollowedByAnotherOffer() throws Exception {
    offered(NATIVE, ONE);
    spoken = body -> stream(BEGUN + RATE_LIMITED);
    Caller.Answer answer = ask(true, "");
    assertEquals("response.completed", names(answer).getLast(), answer.body());
    assertEquals("replay-openrouter:rate_limited", answer.header("x-gatewayz-failed"));
    assertFalse(answer.body().contains("gen-1"));
  }

  @Test
  void aNativeAnswerThatIsRateLimitedInTheMiddleFailsInTheWordsThatAgentsActOn() throws Exception {
    offered(NATIVE);
    spoken = body -> stream(BEGUN + SAID + RATE_LIMITED);
    Caller.Answer answer = ask(true, "");
    assertTrue(answer.body().startsWith(BEGUN + SAID), answer.body());
    JsonNode last = answer.chunks().getLast();
    assertEquals("response.failed", last.path("type").asText());
    assertEquals(4, last.path("sequence_number").asInt());
    assertEquals("gen-1", last.at("/response/id").asText());
    assertEquals("rate_limit_exceeded", last.at("/response/error/code").asText());
  }

  @Test
  void everyProviderOverItsRateLimitIsToldInTheWordsThatAgentsActOn() throws Exception {
    offered(ONE);
    chat =
        body ->
            whole(429, q("{'error':{'message':'Rate limit','code':'rate_limit_exceeded'}}"))
                .replace("Connection: close", "Retry-After: 3\r\nConnection: close");
    Caller.Answer answer = ask(true, "");
    assertEquals(429, answer.status(), answer.body());
    assertEquals("rate_limit_exceeded", answer.at("/error/code"));
    assertTrue(
        Pattern.compile("try again in \\d+s").matcher(answer.at("/error/message")).find(),
        answer.body());
    assertFalse(answer.header("retry-after").isEmpty());
  }

  @Test
  void aContextThatIsTooLongIsToldByTheCodeThatAgentsActOn() throws Exception {
    offered(ONE);
    chat =
        body ->
            whole(
                400,
                q(
                    "{'error':{'message':'maximum context length is 8192 tokens.','code':'context_length_exceeded'}}"));
    assertEquals("context_length_exceeded", ask(true, "").at("/error/code"));
  }

  @Test
  void anOfferThatDoesNotSpeakItAfterAllIsAskedForAChatCompletion() throws Exception {
    offered(chat("replay-openrouter", "replay/unspoken-responses"));
    spoken = body -> whole(404, q("{'error':{'message':'No such route'}}"));
    for (int i = 0; i < 2; i++) {
      Caller.Answer answer =
          caller.post(
              "/v1/responses", q("{'model':'replay/unspoken-responses','input':'Say hello'}"));
      assertTrue(answer.body().contains("translated words"), answer.body());
    }
    assertEquals(1, asked(RESPONSES).size());
  }

  @Test
  void aGrammarGoesToNativeOffersAlone() throws Exception {
    String more = q(",'tools':[{'type':'custom','name':'t','format':{'type':'grammar'}}]");
    offered(ONE, NATIVE);
    assertEquals("replay-openrouter", ask(false, more).header("x-gatewayz-provider"));
    offered(ONE);
    Caller.Answer refused = ask(false, more);
    assertEquals(400, refused.status(), refused.body());
    assertEquals("tools[0].format", refused.at("/error/param"));
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
                ? stream(body.contains("Use the tool") ? ToolCalls.CHAT_EVENTS : CHAT_EVENTS)
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
