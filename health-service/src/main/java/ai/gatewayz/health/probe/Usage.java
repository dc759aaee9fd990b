package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** Tokens that a probe used. */
public record Usage(long prompt, long output) {

  /** More than any question of ours uses: a count beyond is none. */
  private static final long MOST = 1_000_000;

  /** Of an answer that is not streamed; empty where it does not tell. */
  public static Optional<Usage> in(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return Optional.empty();
    }
    try {
      return of(EventJson.tree(body).path("usage"));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** As a provider tells it; empty where it does not. */
  static Optional<Usage> of(JsonNode usage) {
    long prompt = usage.path("prompt_tokens").asLong(-1);
    long output = usage.path("completion_tokens").asLong(0);
    boolean sane = prompt >= 0 && prompt <= MOST && output >= 0 && output <= MOST;
    return usage.path("prompt_tokens").isIntegralNumber() && sane
        ? Optional.of(new Usage(prompt, output))
        : Optional.empty();
  }
}
