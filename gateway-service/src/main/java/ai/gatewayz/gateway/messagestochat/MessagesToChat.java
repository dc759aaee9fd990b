package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.request.Span;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request of Anthropic's Messages, said as a chat completion. */
public final class MessagesToChat {

  private static final int LONGEST_USER = 256;

  /** They are kept for as long as the answer runs. */
  private static final int MOST_STOPS = 64;

  private static final int LONGEST_STOP = 256;
  private static final byte[] MESSAGES = ascii("\"messages\":[");
  private static final byte[] END = ascii("]}");

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
    try (JsonParser json = Trees.REQUESTS.getFactory().createParser(body, 0, length)) {
      return new MessagesToChat().read(json);
    } catch (JsonProcessingException e) {
      throw Failure.of(
              GatewayError.INVALID_JSON,
              "The body is not valid JSON, or names a field of an object twice: see byte "
                  + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
                  + ".")
          .exception();
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  private Translation read(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("messages") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          turns.add(json.readValueAsTree());
        }
      } else {
        JsonNode value = json.readValueAsTree();
        if (!value.isNull()) {
          field(name, value);
        }
      }
    }
    return written();
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
    byte[] first = system.bytes();
    byte[] rest = turns.bytes();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(first.length + rest.length + LONGEST_USER);
    List<Span> thoughts = new ArrayList<>();
    out.write('{');
    String wanted = effort.word();
    if (!wanted.isEmpty()) {
      out.writeBytes(ascii("\"reasoning_effort\":\"" + wanted + "\","));
      thoughts.add(new Span(1, out.size()));
    }
    byte[] members = Trees.bytes(fields);
    if (members.length > 2) {
      out.write(members, 1, members.length - 2);
      out.write(',');
    }
    out.writeBytes(MESSAGES);
    out.writeBytes(first);
    if (first.length > 0 && rest.length > 0) {
      out.write(',');
    }
    int at = out.size();
    turns.thoughts().forEach(span -> thoughts.add(new Span(at + span.start(), at + span.end())));
    out.writeBytes(rest);
    out.writeBytes(END);
    return new Translation(
        out.toByteArray(), thoughts, losses.dropped(), losses.only(), turns.unsigned(), stops);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
