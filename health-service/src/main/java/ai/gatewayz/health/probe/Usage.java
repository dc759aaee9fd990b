package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** Tokens that a question used, by the provider's count. */
public record Usage(long prompt, long output) {

  /** Of an answer that is not streamed; empty where it does not tell. */
  static Optional<Usage> in(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return Optional.empty();
    }
    try {
      JsonNode usage = EventJson.mapper().readTree(body).path("usage");
      return usage.path("prompt_tokens").isIntegralNumber()
          ? Optional.of(
              new Usage(
                  usage.path("prompt_tokens").longValue(),
                  usage.path("completion_tokens").longValue()))
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
