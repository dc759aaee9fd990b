package ai.gatewayz.gateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorFormTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Some clients of Responses read the typed response, others any event with an error. */
  @Test
  void aStreamOfResponsesThatHasNotBegunFailsInBothWaysThatClientsRead() throws Exception {
    Failure failure =
        Failure.of(GatewayError.RATE_LIMITED, "Over the \"limit\".")
            .withRetryAfter(Duration.ofSeconds(7))
            .with("attempts", 2);
    String event = new String(ErrorForm.RESPONSES.event(failure, "r1"), StandardCharsets.UTF_8);
    assertTrue(event.startsWith("event: response.failed\ndata: {"), event);
    assertTrue(event.endsWith("}\n\n"), event);
    JsonNode data = JSON.readTree(event.substring(event.indexOf('{')));
    assertEquals("response.failed", data.path("type").asText());
    assertEquals("failed", data.at("/response/status").asText());
    for (String place : new String[] {"/response/error", "/error"}) {
      assertEquals("rate_limit_exceeded", data.at(place + "/code").asText());
      assertEquals(
          "Over the \"limit\". Please try again in 7s.", data.at(place + "/message").asText());
    }
    assertEquals(2, data.at("/error/attempts").asInt());
  }

  @Test
  void otherErrorsOfResponsesAreOpenAis() {
    Failure failure =
        Failure.field("input", "It is missing.").withRetryAfter(Duration.ofSeconds(7));
    assertEquals(
        new String(ErrorForm.OPENAI.body(failure, "r1"), StandardCharsets.UTF_8),
        new String(ErrorForm.RESPONSES.body(failure, "r1"), StandardCharsets.UTF_8));
  }
}
