package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of a function.
 *
 * @param arguments JSON as text, as models write it
 */
record ToolCall(String function, String arguments) {

  static final String ID = "call_sim";

  /** With a value of the right kind for each parameter of the function's schema. */
  static ToolCall of(JsonNode function) {
    return new ToolCall(function.path("name").asText(), filled(function.path("parameters")));
  }

  /** An object with a value of the right kind for each property of a schema. */
  static String filled(JsonNode schema) {
    ObjectNode object = Json.object();
    schema
        .path("properties")
        .properties()
        .forEach(property -> fill(object, property.getKey(), property.getValue()));
    return object.toString();
  }

  private static void fill(ObjectNode arguments, String name, JsonNode schema) {
    switch (schema.path("type").asText("string")) {
      case "integer", "number" -> arguments.put(name, 1);
      case "boolean" -> arguments.put(name, true);
      case "array" -> arguments.putArray(name);
      case "object" -> arguments.putObject(name);
      default -> arguments.put(name, schema.path("enum").path(0).asText("Zürich"));
    }
  }

  void writeTo(ObjectNode call) {
    call.put("id", ID).put("type", "function");
    call.putObject("function").put("name", function).put("arguments", arguments);
  }
}
