package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.NodeClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frameworks for Node with their defaults: only base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class NodeAgentsComponentTest extends BothWaysScene {

  @BeforeEach
  void clients() {
    NodeClient.assumed();
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void theAiSdk(Order order) throws Exception {
    given(order);
    JsonNode read = NodeClient.run("ai-sdk.mjs", base(), MODEL);
    for (String provider : new String[] {"openai", "anthropic"}) {
      JsonNode by = read.path(provider);
      assertEquals(order.words, by.path("text").asText(), provider);
      assertEquals(order.words, by.path("streamed").asText(), provider);
      assertEquals("stop", by.path("finish").asText(), provider);
      assertEquals("stop", by.path("streamedFinish").asText(), provider);
      assertTrue(by.path("output").asInt() > 0, provider);
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void openAisAgents(Order order) throws Exception {
    given(order);
    JsonNode read = NodeClient.run("agents.mjs", base(), MODEL);
    assertEquals(order.words, read.path("text").asText());
    assertEquals(order.words, read.path("streamed").asText());
  }
}
