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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anthropic's own client for Node, unmodified: only base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AnthropicSdkComponentTest extends MessagesScene {

  private static final String MODEL = "replay/anthropic-sdk";
  private static final Offer TRANSLATED = chat("replay", MODEL);
  private static final Offer NATIVE = chat("replay-openrouter", MODEL);

  private static final String CALL_EVENTS =
      event(
              "message_start",
              "'message':{'id':'msg_2','type':'message','role':'assistant','model':'up','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':5,'output_tokens':1}}")
          + event(
              "content_block_start",
              "'index':0,'content_block':{'type':'tool_use','id':'a','name':'weather','input':{}}")
          + event(
              "content_block_delta",
              "'index':0,'delta':{'type':'input_json_delta','partial_json':'{\\\"city\\\":\\\"Zurich\\\"}'}")
          + event("content_block_stop", "'index':0")
          + event(
              "message_delta",
              "'delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'output_tokens':2}")
          + event("message_stop", "'new':1");

  private static final String CHAT_CALL_EVENTS =
      chunk(
              "{'tool_calls':[{'index':0,'id':'a','type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":'}}]}",
              "null")
          + chunk("{'tool_calls':[{'index':0,'function':{'arguments':'\\\"Zurich\\\"}'}}]}", "null")
          + chunk("{}", "'tool_calls'")
          + "data: [DONE]\n\n";

  @BeforeEach
  void tools() {
    NodeClient.assumed();
    spoken =
        body ->
            streamed(body)
                ? stream(body.contains("Use the tool") ? CALL_EVENTS : MESSAGE_EVENTS)
                : whole(200, MESSAGE);
    chat =
        body ->
            streamed(body)
                ? stream(body.contains("Use the tool") ? CHAT_CALL_EVENTS : CHAT_EVENTS)
                : whole(200, CHAT);
  }

  private JsonNode run() throws Exception {
    return NodeClient.run("messages.mjs", "http://127.0.0.1:" + port, MODEL);
  }

  private static void works(JsonNode read, String words) {
    assertEquals(words, read.at("/created/content/0/text").asText());
    assertFalse(read.path("requestId").asText().isEmpty());
    assertEquals(words, read.at("/texts/0").asText());
    assertEquals(words, read.at("/streamed/content/0/text").asText());
    assertEquals("end_turn", read.at("/streamed/stop_reason").asText());
    assertEquals("message_stop", read.path("events").path(read.path("events").size() - 1).asText());
    assertEquals(words, read.at("/beta/content/0/text").asText());
    assertEquals("tool_use", read.at("/used/stop_reason").asText());
    assertEquals("Zurich", read.at("/used/content/0/input/city").asText());
    assertEquals("a", read.at("/used/content/0/id").asText());
    assertEquals(words, read.at("/answered/content/0/text").asText());
    assertEquals(words, read.at("/seen/content/0/text").asText());
    assertTrue(read.at("/counted/input_tokens").asInt() > 0);
    for (String[] error :
        List.of(
            new String[] {"key", "AuthenticationError", "authentication_error"},
            new String[] {"model", "NotFoundError", "not_found_error"},
            new String[] {"request", "BadRequestError", "invalid_request_error"})) {
      JsonNode told = read.path("errors").path(error[0]);
      assertEquals(error[1], told.path("name").asText(), told.toString());
      assertEquals(error[2], told.path("type").asText(), told.toString());
      assertFalse(told.path("requestID").asText().isEmpty(), told.toString());
    }
    assertEquals("APIUserAbortError", read.at("/errors/aborted/name").asText());
  }

  @Test
  void worksWhereTheOfferIsTranslated() throws Exception {
    offered(TRANSLATED);
    works(run(), "translated words");
  }

  @Test
  void worksWhereTheOfferIsNative() throws Exception {
    offered(NATIVE);
    works(run(), "native words");
  }

  @Test
  void worksWhereTheNativeOfferFails() throws Exception {
    offered(NATIVE, TRANSLATED);
    spoken =
        body -> whole(529, q("{'type':'error','error':{'type':'overloaded_error','message':'x'}}"));
    works(run(), "translated words");
  }
}
