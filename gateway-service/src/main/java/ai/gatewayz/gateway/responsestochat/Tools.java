package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tools, and which of them are to be called. */
final class Tools {

  /** Their names are kept for as long as the answer runs. */
  private static final int MOST_CUSTOM = 64;

  private static final int LONGEST_NAME = 128;

  private final Set<String> custom = new LinkedHashSet<>();

  /** Names of tools whose input is text. */
  Set<String> custom() {
    return custom;
  }

  /** A grammar matters: no function can promise it. */
  ArrayNode functions(JsonNode tools, Losses losses) {
    if (!tools.isArray()) {
      throw Refused.field("tools", "tools must be an array.");
    }
    ArrayNode functions = Trees.REQUESTS.createArrayNode();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String place = "tools[" + i + "]";
      ObjectNode function =
          switch (tool.path("type").asText()) {
            case "function" -> function(tool);
            case "custom" -> custom(tool, place, losses);
            default -> throw Refused.hosted(place, tool.path("type").asText());
          };
      if (function.path("name").asText("").isEmpty()) {
        throw Refused.field(place + ".name", place + ".name is missing.");
      }
      if (function.path("name").asText().length() > LONGEST_NAME) {
        throw Refused.field(
            place + ".name", place + ".name is longer than " + LONGEST_NAME + " characters.");
      }
      functions.addObject().put("type", "function").set("function", function);
    }
    return functions;
  }

  private static ObjectNode function(JsonNode tool) {
    ObjectNode function = Trees.REQUESTS.createObjectNode();
    for (String name : new String[] {"name", "description", "parameters"}) {
      if (tool.hasNonNull(name)) {
        function.set(name, tool.get(name));
      }
    }
    if (tool.path("strict").asBoolean()) {
      function.put("strict", true);
    }
    return function;
  }

  /** One whose input is any text is a function of one text. */
  private ObjectNode custom(JsonNode tool, String place, Losses losses) {
    if (tool.path("format").path("type").asText("text").equals("grammar")) {
      losses.matters(place + ".format");
    }
    custom.add(tool.path("name").asText());
    if (custom.size() > MOST_CUSTOM) {
      throw Refused.field("tools", "tools must have at most " + MOST_CUSTOM + " custom tools.");
    }
    ObjectNode function = function(tool);
    ObjectNode parameters = function.putObject("parameters").put("type", "object");
    parameters.putObject("properties").putObject("input").put("type", "string");
    parameters.putArray("required").add("input");
    return function;
  }

  static void choice(JsonNode choice, ObjectNode fields, Losses losses) {
    if (choice.isTextual()) {
      fields.set("tool_choice", choice);
      return;
    }
    switch (choice.path("type").asText()) {
      case "function", "custom" ->
          fields
              .putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", choice.path("name").asText());
      case "allowed_tools" -> {
        losses.dropped("tool_choice.tools");
        fields.put("tool_choice", choice.path("mode").asText("auto"));
      }
      default -> throw Refused.hosted("tool_choice", choice.path("type").asText());
    }
  }
}
