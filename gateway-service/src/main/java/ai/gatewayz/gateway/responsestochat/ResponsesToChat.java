package ai.gatewayz.gateway.responsestochat;

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

/** One request of OpenAI's Responses, said as a chat completion. */
public final class ResponsesToChat {

  /** Bytes of what an answer repeats, which are kept for as long as it runs. */
  private static final int LONGEST_ECHO = 8 * 1024;

  private static final byte[] MESSAGES = ascii("\"messages\":[");
  private static final byte[] END = ascii("]}");

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
    try (JsonParser json = Trees.REQUESTS.getFactory().createParser(body, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw Failure.of(GatewayError.INVALID_JSON, "The body must be one JSON object in UTF-8.")
            .exception();
      }
      Translation read = new ResponsesToChat().read(json);
      if (json.nextToken() != null) {
        throw Failure.of(GatewayError.INVALID_JSON, "Something follows the JSON object.")
            .exception();
      }
      return read;
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
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("input") && json.currentToken() == JsonToken.START_ARRAY) {
        given = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(json.readValueAsTree());
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
          fields.set(name, tools.functions(value));
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
          throw Refused.field(
              name, "background is not served: leave it out, and wait for the answer.");
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
      throw Refused.field("input", "input must be a string or an array of items.");
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
      throw Refused.field("input", "The field input is missing.");
    }
    byte[] first = instructions.bytes();
    byte[] rest = items.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + rest.length + 256);
    List<Span> thoughts = new ArrayList<>();
    out.write('{');
    if (!effort.isEmpty()) {
      out.writeBytes(ascii("\"reasoning_effort\":\"" + effort + "\","));
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
    items.thoughts().forEach(span -> thoughts.add(new Span(at + span.start(), at + span.end())));
    out.writeBytes(rest);
    out.writeBytes(END);
    return new Translation(
        out.toByteArray(), thoughts, losses.dropped(), repeated(), tools.custom(), carried);
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

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
