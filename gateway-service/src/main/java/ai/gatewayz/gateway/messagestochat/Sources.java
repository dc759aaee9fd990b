package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Blocks that a chat completion has as parts of a message. */
final class Sources {

  private Sources() {}

  static ObjectNode text(String text) {
    return Trees.REQUESTS.createObjectNode().put("type", "text").put("text", text);
  }

  /**
   * A part for a block of a user's message or of a tool's result; null where there is none for it.
   */
  static ObjectNode part(JsonNode block, Losses losses) {
    if (block.hasNonNull("cache_control")) {
      losses.dropped("cache_control");
    }
    return switch (block.path("type").asText()) {
      case "text" -> text(block.path("text").asText());
      case "image" -> image(block.path("source"));
      case "document" -> document(block, losses);
      case "search_result" -> searchResult(block, losses);
      default -> null;
    };
  }

  private static ObjectNode image(JsonNode source) {
    String address =
        switch (source.path("type").asText()) {
          case "url" -> source.path("url").asText();
          case "base64" ->
              "data:"
                  + source.path("media_type").asText()
                  + ";base64,"
                  + source.path("data").asText();
          default -> "";
        };
    if (address.isEmpty()) {
      return null;
    }
    ObjectNode part = Trees.REQUESTS.createObjectNode().put("type", "image_url");
    part.putObject("image_url").put("url", address);
    return part;
  }

  /** Of text only: other documents are read by whoever takes them as they are. */
  private static ObjectNode document(JsonNode block, Losses losses) {
    JsonNode source = block.path("source");
    String said =
        switch (source.path("type").asText()) {
          case "text" -> source.path("data").asText();
          case "content" -> texts(source.path("content"));
          default -> null;
        };
    if (said == null) {
      return null;
    }
    if (block.path("citations").path("enabled").asBoolean()) {
      losses.dropped("citations");
    }
    return text(titled(block, "context", said));
  }

  private static ObjectNode searchResult(JsonNode block, Losses losses) {
    if (block.path("citations").path("enabled").asBoolean()) {
      losses.dropped("citations");
    }
    String said = texts(block.path("content"));
    return said == null ? null : text(titled(block, "source", said));
  }

  private static String titled(JsonNode block, String second, String said) {
    StringBuilder text = new StringBuilder();
    for (String name : new String[] {"title", second}) {
      if (!block.path(name).asText("").isBlank()) {
        text.append(block.path(name).asText()).append('\n');
      }
    }
    return text.append(said).toString();
  }

  /** A text, or blocks of text, as one; null where something else is among them. */
  static String texts(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      if (!block.path("type").asText().equals("text")) {
        return null;
      }
      text.append(text.isEmpty() ? "" : "\n\n").append(block.path("text").asText());
    }
    return text.toString();
  }
}
