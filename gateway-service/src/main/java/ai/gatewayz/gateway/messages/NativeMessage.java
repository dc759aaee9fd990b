package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.UsageReader;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads a message as a provider wrote it, which the caller gets as it is. */
final class NativeMessage {

  private NativeMessage() {}

  /** What a whole answer says. */
  static Chunk read(Bytes body) {
    JsonNode message = Trees.answer(body);
    if (message.isMissingNode()) {
      return new Chunk.Garbage();
    }
    if (isError(message)) {
      return new Chunk.Error(body.copy());
    }
    if (!message.path("type").asText().equals("message") || !message.path("content").isArray()) {
      return new Chunk.Other();
    }
    TokenMeter meter = new TokenMeter();
    boolean speaks = false;
    boolean thinks = false;
    for (JsonNode block : message.path("content")) {
      speaks |= said(block, meter);
      thinks |= !block.path("type").asText().equals("text");
    }
    boolean ends = message.path("stop_reason").isTextual();
    return Chunk.Part.of(
        speaks,
        ends,
        speaks || ends,
        thinks,
        meter.quarters(),
        UsageReader.of(message.path("usage")));
  }

  static boolean isError(JsonNode root) {
    return root.path("type").asText().equals("error") || root.path("error").isObject();
  }

  /**
   * Counts what a block or a delta holds for the reader.
   *
   * @return whether there is something
   */
  static boolean said(JsonNode block, TokenMeter meter) {
    boolean some = false;
    for (String member : new String[] {"text", "thinking", "partial_json", "name", "data"}) {
      String text = block.path(member).asText("");
      if (!text.isEmpty()) {
        some = true;
        meter.add(text.toCharArray(), 0, text.length());
      }
    }
    JsonNode input = block.path("input");
    if (!input.isEmpty()) {
      String text = Trees.text(input);
      meter.add(text.toCharArray(), 0, text.length());
    }
    return some || !input.isEmpty();
  }
}
