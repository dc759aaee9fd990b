package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds the error in an answer that claims success. */
final class ErrorInside {

  private ErrorInside() {}

  /** What is to be read as an error; null where there is none. */
  static JsonNode of(JsonNode root) {
    if (says(root.path("error"))) {
      return root;
    }
    for (JsonNode choice : root.path("choices")) {
      if (says(choice.path("error")) || "error".equals(choice.path("finish_reason").asText())) {
        return choice;
      }
    }
    if (Result.in(root)) {
      return null;
    }
    boolean says =
        "error".equals(root.path("object").asText())
            || root.path("error").asBoolean()
            || root.path("detail").isTextual()
            || (root.path("message").isTextual() && !root.has("id"));
    return says ? root : null;
  }

  /** An {@code error} that is empty, false or null beside a good answer is none. */
  private static boolean says(JsonNode error) {
    if (error.isTextual()) {
      return !error.textValue().isBlank();
    }
    if (!error.isObject()) {
      return false;
    }
    for (JsonNode member : error) {
      boolean empty =
          member.isNull()
              || (member.isTextual() && member.textValue().isBlank())
              || (member.isContainerNode() && member.isEmpty());
      if (!empty) {
        return true;
      }
    }
    return false;
  }
}
