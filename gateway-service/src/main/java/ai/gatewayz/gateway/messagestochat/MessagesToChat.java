package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.tochat.ChatBody;
import ai.gatewayz.gateway.tochat.Members;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One request of Anthropic's Messages, said as a chat completion. */
public final class MessagesToChat {

  private static final int LONGEST_USER = 256;

  /** They are kept for as long as the answer runs. */
  private static final int MOST_STOPS = 64;

  private static final int LONGEST_STOP = 256;

  private final ObjectNode fields = Trees.REQUESTS.createObjectNode();
  private final Losses losses = new Losses();
  private final Turns turns = new Turns(losses);
  private final Turns system = new Turns(losses);
  private final Effort effort = new Effort();
  private final List<String> stops = new ArrayList<>();

  private MessagesToChat() {}

  /**
   * @param body the first {@code length} bytes are JSON that was scanned before
   * @throws ai.gatewayz.gateway.error.FailureException where it is no such request
   */
  public static Translation of(byte[] body, int length) {
    MessagesToChat chat = new MessagesToChat();
    Members.read(body, length, "messages", chat.turns::add, chat::field);
    return chat.written();
  }

  private void field(String name, JsonNode value) {
    switch (name) {
      case "model", "max_tokens", "stream", "temperature", "top_p", "models", "provider" ->
          fields.set(name, value);
      case "system" -> system(value);
      case "stop_sequences" -> stops(value);
      case "tools" -> {
        if (!value.isEmpty()) {
          fields.set("tools", Tools.tools(value, losses));
        }
      }
      case "tool_choice" -> Tools.choice(value, fields);
      case "thinking" -> effort.thinking(value);
      case "output_config" -> outputConfig(value);
      case "output_format" -> format(value);
      case "metadata" -> metadata(value);
      case "container", "mcp_servers" -> {
        if (!value.isEmpty() || value.isTextual()) {
          losses.matters(name);
        }
      }
      default -> losses.dropped(name);
    }
  }

  private void system(JsonNode value) {
    if (!value.isTextual() && !value.isArray()) {
      throw Failure.field("system", "system must be a string or an array of text blocks.")
          .exception();
    }
    system.system(value, "system");
  }

  private void stops(JsonNode value) {
    if (value.size() > MOST_STOPS) {
      throw Failure.field(
              "stop_sequences", "stop_sequences must have at most " + MOST_STOPS + " entries.")
          .exception();
    }
    for (JsonNode stop : value) {
      if (!stop.isTextual() || stop.textValue().length() > LONGEST_STOP) {
        throw Failure.field(
                "stop_sequences",
                "stop_sequences must be an array of strings of at most "
                    + LONGEST_STOP
                    + " characters.")
            .exception();
      }
      stops.add(stop.textValue());
    }
    if (!stops.isEmpty()) {
      fields.set("stop", value);
    }
  }

  private void outputConfig(JsonNode value) {
    effort.wanted(value.path("effort").asText(""));
    if (value.hasNonNull("format")) {
      format(value.get("format"));
    }
  }

  private void format(JsonNode format) {
    if (!format.path("type").asText().equals("json_schema")) {
      losses.dropped("output_format");
      return;
    }
    ObjectNode schema = fields.putObject("response_format").put("type", "json_schema");
    schema
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", format.path("schema"));
  }

  private void metadata(JsonNode value) {
    String user = value.path("user_id").asText("");
    if (!user.isEmpty() && user.length() <= LONGEST_USER) {
      fields.put("user", user);
    } else if (!value.isEmpty()) {
      losses.dropped("metadata");
    }
  }

  private Translation written() {
    ChatBody chat =
        ChatBody.of(effort.word(), fields, system.bytes(), turns.bytes(), turns.thoughts());
    return new Translation(
        chat.json(), chat.thoughts(), losses.dropped(), losses.only(), turns.unsigned(), stops);
  }
}
