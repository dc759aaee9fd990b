package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.responsestochat.Carried;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Items of an output, each as it is when it is done. */
final class Output {

  private Output() {}

  static ObjectNode reasoning(String id, String thought, Asked asked) {
    ObjectNode item = item("reasoning", "rs_", id);
    item.putArray("summary").add(summary(thought));
    if (asked.carried()) {
      item.put("encrypted_content", Carried.of(thought));
    }
    return item;
  }

  static ObjectNode summary(String text) {
    return Trees.ANSWERS.createObjectNode().put("type", "summary_text").put("text", text);
  }

  static ObjectNode message(String id, ObjectNode part) {
    ObjectNode item = item("message", "msg_", id).put("status", "completed");
    item.put("role", "assistant").putArray("content").add(part);
    return item;
  }

  static ObjectNode text(String text) {
    ObjectNode part = Trees.ANSWERS.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  static ObjectNode refusal(String text) {
    return Trees.ANSWERS.createObjectNode().put("type", "refusal").put("refusal", text);
  }

  static ObjectNode call(String id, String callId, String name, String arguments) {
    return item("function_call", "fc_", id)
        .put("status", "completed")
        .put("call_id", callId)
        .put("name", name)
        .put("arguments", arguments);
  }

  static ObjectNode custom(String id, String callId, String name, String input) {
    return item("custom_tool_call", "ctc_", id)
        .put("status", "completed")
        .put("call_id", callId)
        .put("name", name)
        .put("input", input);
  }

  /** The text that a tool is called with which takes a text; what is no object is all of it. */
  static String input(String arguments) {
    JsonNode input = Trees.arguments(arguments).path("input");
    return input.isTextual() ? input.textValue() : arguments;
  }

  private static ObjectNode item(String type, String prefix, String id) {
    return Trees.ANSWERS.createObjectNode().put("id", prefix + id).put("type", type);
  }
}
