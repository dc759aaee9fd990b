package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads a message or a delta of a chat completion, in whichever form it is written. */
final class Said {

  private Said() {}

  /** What was thought; some send the same under both names. */
  static String thought(JsonNode message) {
    String content = message.path("reasoning_content").asText("");
    return content.isEmpty() ? message.path("reasoning").asText("") : content;
  }

  /** A text, or the texts of its parts. */
  static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText(""));
    }
    return text.toString();
  }

  /** JSON as text, also where a server writes it as the object that the text is to hold. */
  static String arguments(JsonNode function) {
    JsonNode arguments = function.path("arguments");
    return arguments.isObject() ? Trees.text(arguments) : arguments.asText("");
  }

  /** The id of a tool call; one of our own where the provider gave none. */
  static String callId(JsonNode call, String messageId, int index) {
    String id = call.path("id").asText("");
    return id.isEmpty() ? "toolu_" + index + "_" + messageId : id;
  }

  /** As Anthropic's are written. */
  static String messageId(JsonNode answer) {
    String id = answer.path("id").asText("");
    return id.startsWith("msg_") ? id : "msg_" + id;
  }

  static String model(JsonNode answer, Asked asked) {
    String model = answer.path("model").asText("");
    return model.isEmpty() ? asked.model() : model;
  }
}
