package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.NodeClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anthropic's own client for Node, unmodified: only base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AnthropicSdkComponentTest extends BothWaysScene {

  private JsonNode run() throws Exception {
    return NodeClient.run("messages.mjs", origin(), MODEL);
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

  @ParameterizedTest
  @EnumSource(Order.class)
  void works(Order order) throws Exception {
    NodeClient.assumed();
    given(order);
    works(run(), order.words);
  }
}
