package ai.gatewayz.events;

import com.fasterxml.jackson.databind.JsonNode;

/** References within one document. */
final class SchemaRefs {

  private SchemaRefs() {}

  /** The node itself, or what it refers to in its document. */
  static JsonNode resolve(JsonNode node, JsonNode root) {
    JsonNode at = node;
    while (at.path("$ref").asText("").startsWith("#")) {
      at = root.at(at.path("$ref").asText().substring(1));
    }
    return at;
  }
}
