package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Whether an answer holds what was asked for: a form without anything in it is no answer. */
final class Result {

  static final Set<String> NAMES = Set.of("choices", "data", "embeddings", "output", "results");

  private Result() {}

  static boolean in(JsonNode root) {
    if (root.isArray()) {
      // hf-inference answers embeddings as bare arrays
      return anyHolds(root);
    }
    return root.path("choices").isArray()
        ? anyChoice(root.path("choices"))
        : anyHolds(root.path("data"))
            || anyHolds(root.path("embeddings"))
            || anyHolds(root.path("output"))
            || anyScored(root.path("results"));
  }

  /** Of a ranking; other results, those of a moderation for one, are no answer to a question. */
  private static boolean anyScored(JsonNode results) {
    for (JsonNode each : results) {
      if (each.path("relevance_score").isNumber()) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyChoice(JsonNode choices) {
    for (JsonNode choice : choices) {
      if (holds(choice.path("text"))
          || (choice.path("text").isTextual() && ended(choice))
          || says(choice, choice.path("message"))
          || speaks(choice, choice.path("delta"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of a whole answer. One that thought until its budget was used up has answered, and so has one
   * that ended without a word, if it says so.
   */
  private static boolean says(JsonNode choice, JsonNode message) {
    return message.isObject()
        && (anyMemberHolds(message)
            || endedBy(choice, "length")
            || (ended(choice) && message.path("content").isTextual()));
  }

  /** Of a piece of a stream; its last one may hold nothing but the reason of its end. */
  private static boolean speaks(JsonNode choice, JsonNode delta) {
    return delta.isObject() && (anyMemberHolds(delta) || ended(choice));
  }

  private static boolean ended(JsonNode choice) {
    String reason = choice.path("finish_reason").asText("");
    return choice.path("finish_reason").isTextual() && !reason.isEmpty() && !"error".equals(reason);
  }

  private static boolean endedBy(JsonNode choice, String reason) {
    return reason.equals(choice.path("finish_reason").asText(""));
  }

  private static boolean anyMemberHolds(JsonNode message) {
    for (var member : message.properties()) {
      if (!member.getKey().equals("role") && holds(member.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyHolds(JsonNode list) {
    for (JsonNode each : list) {
      if (holds(each) && (!each.has("embedding") || holds(each.path("embedding")))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(JsonNode node) {
    return node.isContainerNode()
        ? !node.isEmpty()
        : node.isTextual() ? !node.textValue().isEmpty() : node.isNumber() || node.asBoolean();
  }
}
