package ai.gatewayz.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a message or a delta of a chat completion, in whichever form it is written. */
public final class Said {

  private static final int LONGEST_NAME = 256;

  private Said() {}

  /** What was thought; some send the same under both names. */
  public static String thought(JsonNode message) {
    String content = message.path("reasoning_content").asText("");
    return content.isEmpty() ? message.path("reasoning").asText("") : content;
  }

  /** A text, or the texts of its parts. */
  public static String text(JsonNode content) {
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
  public static String arguments(JsonNode function) {
    JsonNode arguments = function.path("arguments");
    return arguments.isObject() ? Trees.text(arguments) : arguments.asText("");
  }

  /** An id or a name, which a provider could make as long as it likes, and which is kept. */
  public static String name(JsonNode name) {
    String text = name.asText("");
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /** The first choice by its index: one was asked for. */
  public static JsonNode first(JsonNode choices) {
    for (JsonNode choice : choices) {
      if (choice.path("index").asInt() == 0) {
        return choice;
      }
    }
    return choices.path(0);
  }
}
