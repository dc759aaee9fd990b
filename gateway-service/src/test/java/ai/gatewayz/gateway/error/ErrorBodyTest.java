package ai.gatewayz.gateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {

  @Test
  void theEnvelopeIsOpenAis() {
    Failure failure =
        Failure.of(GatewayError.MODEL_NOT_FOUND, "No model \"x\".\n")
            .withParam("model")
            .with("alternatives", List.of("a/b"));
    assertEquals(
        "{\"error\":{\"message\":\"No model \\\"x\\\".\\n\",\"type\":\"invalid_request_error\","
            + "\"param\":\"model\",\"code\":\"model_not_found\",\"request_id\":\"r1\","
            + "\"alternatives\":[\"a/b\"]}}",
        new String(ErrorBody.of(failure, "r1"), StandardCharsets.UTF_8));
  }

  @Test
  void aProvidersMoreExactCodeTakesThePlaceOfOurs() {
    Failure failure =
        Failure.of(GatewayError.REQUEST_REFUSED, "no")
            .withCode("unsupported_value")
            .withParam("temperature")
            .with("gateway_code", GatewayError.REQUEST_REFUSED.code());
    String refused =
        "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"param\":\"temperature\","
            + "\"code\":\"unsupported_value\",\"request_id\":\"r1\","
            + "\"gateway_code\":\"request_refused\"}}";
    assertEquals(refused, new String(ErrorBody.of(failure, "r1"), StandardCharsets.UTF_8));
    assertTrue(
        new String(ErrorBody.event(failure, "r1"), StandardCharsets.UTF_8).contains(refused));
  }

  @Test
  void anEventIsSetApartFromWhateverWasCutBeforeIt() throws Exception {
    Failure failure = Failure.of(GatewayError.ANSWER_INTERRUPTED, "cut");
    String event = new String(ErrorBody.event(failure, "r1"), StandardCharsets.UTF_8);
    assertTrue(event.startsWith("data: {"), "a blank line before it is an event to some clients");
    assertTrue(event.endsWith("}\n\n"));
    assertEquals(
        "answer_interrupted",
        new ObjectMapper().readTree(event.strip().substring(6)).at("/error/code").asText());
  }

  @Test
  void waitsAreWholeSecondsAndNeverNone() {
    assertEquals("1", Failures.seconds(Duration.ZERO));
    assertEquals("1", Failures.seconds(Duration.ofMillis(300)));
    assertEquals("3", Failures.seconds(Duration.ofMillis(2001)));
  }

  @Test
  void aSaneRequestIdIsKept() {
    assertEquals("Req-1_a.b", RequestId.accept("Req-1_a.b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nx: y", "ä", "{}", "a/b"})
  void anotherIsReplaced(String offered) {
    assertNotEquals(offered, RequestId.accept(offered));
    assertEquals(36, RequestId.accept(offered).length());
    assertEquals(36, RequestId.accept("x".repeat(129)).length());
    assertEquals(36, RequestId.accept(null).length());
  }
}
