package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * Watches a streamed answer for its first words, at which it can be cut: comments that keep a
 * connection alive, empty chunks and an opening role are none. Pure; fed as the bytes come.
 */
final class FirstWords {

  private static final byte LINE_END = '\n';

  private int looked;

  /**
   * @param body all that has come so far
   * @return whether the model has said anything
   */
  boolean in(byte[] body) {
    for (int i = looked; i < body.length; i++) {
      if (body[i] == LINE_END) {
        String line = new String(body, looked, i - looked, StandardCharsets.UTF_8).strip();
        looked = i + 1;
        if (line.startsWith("data:") && says(line.substring(5).strip())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean says(String data) {
    try {
      JsonNode choice = EventJson.mapper().readTree(data).path("choices").path(0);
      JsonNode delta = choice.path("delta");
      return text(choice.path("text"))
          || text(delta.path("content"))
          || text(delta.path("reasoning"))
          || text(delta.path("reasoning_content"))
          || !delta.path("tool_calls").isEmpty()
          || choice.path("finish_reason").isTextual();
    } catch (JsonProcessingException notJson) {
      // "[DONE]", or something that the classifier is to judge.
      return false;
    }
  }

  private static boolean text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty();
  }
}
