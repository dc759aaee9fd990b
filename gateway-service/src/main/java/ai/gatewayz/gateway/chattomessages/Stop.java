package ai.gatewayz.gateway.chattomessages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Why an answer ended.
 *
 * @param reason {@code stop_reason}
 * @param sequence {@code stop_sequence}; null where none was met
 */
record Stop(String reason, String sequence) {

  /**
   * @param choice the one that has the reason; a missing node where none had
   * @param called whether the answer holds a tool call: some servers say {@code stop} then as well
   * @param refused whether it holds a refusal
   */
  static Stop of(JsonNode choice, boolean called, boolean refused, Asked asked) {
    if (refused) {
      return new Stop("refusal", null);
    }
    String met = met(choice, asked);
    return switch (choice.path("finish_reason").asText("")) {
      case "length", "max_tokens" -> new Stop("max_tokens", null);
      case "content_filter" -> new Stop("refusal", null);
      default ->
          called
              ? new Stop("tool_use", null)
              : new Stop(met == null ? "end_turn" : "stop_sequence", met);
    };
  }

  /** Of the servers that tell, some do so under one name, some under the other. */
  private static String met(JsonNode choice, Asked asked) {
    for (String name : new String[] {"stop_reason", "matched_stop"}) {
      JsonNode told = choice.path(name);
      if (told.isTextual() && asked.stops().contains(told.textValue())) {
        return told.textValue();
      }
    }
    return null;
  }

  void to(ObjectNode node) {
    node.put("stop_reason", reason).put("stop_sequence", sequence);
  }
}
