package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Usage;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Usage as Anthropic accounts for it: what a cache held is no part of {@code input_tokens}. */
final class Tokens {

  private Tokens() {}

  /**
   * @param usage null where the provider told none; then the estimates count
   */
  static ObjectNode of(Usage usage, long promptTokens, long written) {
    return usage == null
        ? of(promptTokens, 0, 0, written)
        : of(
            usage.input() - usage.cached() - usage.cacheWritten(),
            usage.cacheWritten(),
            usage.cached(),
            usage.output());
  }

  private static ObjectNode of(long input, long wrote, long read, long output) {
    return Trees.ANSWERS
        .createObjectNode()
        .put("input_tokens", input)
        .put("cache_creation_input_tokens", wrote)
        .put("cache_read_input_tokens", read)
        .put("output_tokens", output);
  }
}
