package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.tochat.ChatBody;
import ai.gatewayz.gateway.tochat.Members;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One request of OpenAI's Responses, said as a chat completion. */
public final class ResponsesToChat {

  /** Bytes of what an answer repeats, which are kept for as long as it runs. */
  private static final int LONGEST_ECHO = 8 * 1024;

  private final ObjectNode fields = Trees.REQUESTS.createObjectNode();
  private final ObjectNode echo = Trees.REQUESTS.createObjectNode();
  private final Losses losses = new Losses();
  private final Items instructions = new Items(losses);
  private final Items items = new Items(losses);
  private final Tools tools = new Tools();
  private String effort = "";
  private boolean given;
  private boolean carried;

  private ResponsesToChat() {}

  /**
   * @param body its first {@code length} bytes are the request
   * @throws ai.gatewayz.gateway.error.FailureException where it is none, or asks for what is not
   *     served
   */
  public static Translation of(byte[] body, int length) {
    ResponsesToChat chat = new ResponsesToChat();
    Members.read(body, length, "input", chat::item, chat::field);
    return chat.written();
  }

  private void item(JsonNode item) {
    given = true;
    items.add(item);
  }

  private void field(String name, JsonNode value) {
    switch (name) {
      case "model", "stream", "models", "provider" -> fields.set(name, value);
      case "temperature", "top_p", "user", "parallel_tool_calls" -> {
        fields.set(name, value);
        echo.set(name, value);
      }
      case "max_output_tokens" -> {
        fields.set("max_tokens", value);
        echo.set(name, value);
      }
      case "input" -> input(value);
      case "instructions" -> {
        instructions.text("system", value.asText());
        echo.set(name, value);
      }
      case "tools" -> {
        echo.set(name, value);
        if (!value.isEmpty()) {
          fields.set(name, tools.functions(value, losses));
        }
      }
      case "tool_choice" -> {
        echo.set(name, value);
        Tools.choice(value, fields, losses);
      }
      case "reasoning" -> {
        echo.set(name, value);
        effort = word(value.path("effort").asText(""));
      }
      case "text" -> text(value);
      case "include" -> include(value);
      case "metadata" -> echo.set(name, value);
      case "previous_response_id", "conversation", "prompt" -> throw Refused.stored(name);
      case "background" -> {
        if (value.asBoolean()) {
          throw Refused.background();
        }
      }
      case "truncation" -> {
        if (!value.asText().equals("disabled")) {
          losses.dropped(name);
        }
      }
      case "store", "stream_options" -> {
        // Nothing is kept, which the answer says; and usage is always told.
      }
      default -> losses.dropped(name);
    }
  }

  private void input(JsonNode value) {
    if (!value.isTextual()) {
      throw Refused.input();
    }
    given = true;
    items.text("user", value.textValue());
  }

  private static String word(String effort) {
    return switch (effort) {
      case "minimal", "low" -> "low";
      case "medium" -> "medium";
      case "high", "xhigh", "max" -> "high";
      default -> "";
    };
  }

  private void text(JsonNode value) {
    echo.set("text", value);
    if (value.hasNonNull("verbosity")) {
      losses.dropped("text.verbosity");
    }
    JsonNode format = value.path("format");
    switch (format.path("type").asText("text")) {
      case "text" -> {
        // As always.
      }
      case "json_object" -> fields.putObject("response_format").put("type", "json_object");
      case "json_schema" -> {
        ObjectNode schema = fields.putObject("response_format").put("type", "json_schema");
        ObjectNode inner = ((ObjectNode) format).deepCopy();
        inner.remove("type");
        schema.set("json_schema", inner);
      }
      default ->
          throw Refused.field(
              "text.format.type", "text.format.type must be text, json_object or json_schema.");
    }
  }

  private void include(JsonNode value) {
    for (JsonNode each : value) {
      if (each.asText().equals("reasoning.encrypted_content")) {
        carried = true;
      } else {
        losses.dropped("include");
      }
    }
  }

  private Translation written() {
    if (!given) {
      throw Refused.noInput();
    }
    ChatBody chat =
        ChatBody.of(effort, fields, instructions.bytes(), items.bytes(), items.thoughts());
    return new Translation(
        chat.json(),
        chat.thoughts(),
        losses.dropped(),
        losses.only(),
        items.unsigned(),
        repeated(),
        tools.custom(),
        carried);
  }

  /** What an answer repeats, without what is too long for that; tools first, since they are. */
  private byte[] repeated() {
    byte[] bytes = Trees.bytes(echo);
    for (String longest : new String[] {"tools", "instructions", "text", "metadata"}) {
      if (bytes.length > LONGEST_ECHO) {
        echo.remove(longest);
        bytes = Trees.bytes(echo);
      }
    }
    return bytes.length > LONGEST_ECHO ? Trees.bytes(echo.removeAll()) : bytes;
  }
}
