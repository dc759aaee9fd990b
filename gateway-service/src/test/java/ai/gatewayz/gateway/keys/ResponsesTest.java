package ai.gatewayz.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesTest {

  @ParameterizedTest
  @CsvSource({
    "200, 2xx",
    "204, 2xx",
    "304, 3xx",
    "400, 4xx",
    "401, 401",
    "403, 403",
    "404, 4xx",
    "429, 429",
    "500, 5xx",
    "529, 5xx"
  })
  void eachStatusIsOfOneOfAFewClasses(int code, String label) {
    assertEquals(label, Responses.Status.of(code).label());
  }

  @Test
  void eachIsThereBeforeTheFirstAnswer() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new Responses(registry);
    assertEquals(
        Responses.Status.values().length, registry.get("gatewayz.responses").counters().size());
  }
}
