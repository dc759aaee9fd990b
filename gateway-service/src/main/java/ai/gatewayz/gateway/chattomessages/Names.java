package ai.gatewayz.gateway.chattomessages;

import com.fasterxml.jackson.databind.JsonNode;

/** Names in a message. */
final class Names {

  private Names() {}

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
