package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Tools, and which of them are to be called. */
final class Tools {

  private Tools() {}

  /** The tools of the caller's own; those that a server runs, or that a model knows, matter. */
  static ArrayNode tools(JsonNode tools, Losses losses) {
    if (!tools.isArray()) {
      throw Failure.field("tools", "tools must be an array.").exception();
    }
    ArrayNode functions = Trees.REQUESTS.createArrayNode();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String place = "tools." + i;
      if (!tool.path("type").asText("custom").equals("custom") && !tool.path("type").isNull()) {
        losses.matters(place + ".type");
        continue;
      }
      if (!tool.path("name").isTextual() || !tool.path("input_schema").isObject()) {
        throw Failure.field(place, place + " must have a name and an input_schema.").exception();
      }
      functions.addObject().put("type", "function").set("function", function(tool, losses));
    }
    return functions;
  }

  private static ObjectNode function(JsonNode tool, Losses losses) {
    ObjectNode function = Trees.REQUESTS.createObjectNode();
    for (Map.Entry<String, JsonNode> member : tool.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "name", "description" -> function.set(member.getKey(), value);
        case "input_schema" -> function.set("parameters", value);
        case "strict" -> {
          if (value.asBoolean()) {
            function.set("strict", value);
          }
        }
        case "type" -> {
          // It is a function whatever it says, which is nothing or "custom".
        }
        default -> {
          if (!value.isNull()) {
            losses.dropped(
                member.getKey().equals("cache_control")
                    ? "cache_control"
                    : "tools." + member.getKey());
          }
        }
      }
    }
    return function;
  }

  static void choice(JsonNode choice, ObjectNode fields) {
    switch (choice.path("type").asText()) {
      case "auto" -> fields.put("tool_choice", "auto");
      case "any" -> fields.put("tool_choice", "required");
      case "none" -> fields.put("tool_choice", "none");
      case "tool" ->
          fields
              .putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", choice.path("name").asText());
      default ->
          throw Failure.field(
                  "tool_choice.type", "tool_choice.type must be auto, any, tool or none.")
              .exception();
    }
    if (choice.path("disable_parallel_tool_use").asBoolean()) {
      fields.put("parallel_tool_calls", false);
    }
  }
}
