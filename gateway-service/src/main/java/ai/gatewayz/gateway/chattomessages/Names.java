package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Said;
import com.fasterxml.jackson.databind.JsonNode;

/** Names in a message. */
final class Names {

  private Names() {}

  /** The id of a tool call; one of our own where the provider gave none. */
  static String callId(JsonNode call, String messageId, int index) {
    String id = Said.name(call.path("id"));
    return id.isEmpty() ? "toolu_" + index + "_" + messageId : id;
  }

  /** As Anthropic's are written. */
  static String messageId(JsonNode answer) {
    String id = Said.name(answer.path("id"));
    return id.startsWith("msg_") ? id : "msg_" + id;
  }

  static String model(JsonNode answer, Asked asked) {
    String model = Said.name(answer.path("model"));
    return model.isEmpty() ? asked.model() : model;
  }
}
