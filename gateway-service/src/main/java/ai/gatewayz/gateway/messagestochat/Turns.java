package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.request.Span;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes messages, one at a time: of a long conversation only one is held as a tree. */
final class Turns {

  private static final byte[] REASONING =
      "\"reasoning_content\":".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Span> thoughts = new ArrayList<>();
  private final Losses losses;
  private int read;
  private boolean unsigned;

  Turns(Losses losses) {
    this.losses = losses;
  }

  /** All of them, each but the first behind a comma. */
  byte[] bytes() {
    return out.toByteArray();
  }

  /** Whether a thought has no signature: it was written by a model that signs none. */
  boolean unsigned() {
    return unsigned;
  }

  /** Where thoughts stand in these bytes. */
  List<Span> thoughts() {
    return thoughts;
  }

  void add(JsonNode message) {
    String place = "messages." + read++;
    if (!message.isObject()) {
      throw Failure.field(place, place + " must be an object.").exception();
    }
    JsonNode content = message.path("content");
    if (!content.isTextual() && !content.isArray()) {
      throw Failure.field(
              place + ".content", place + ".content must be a string or an array of blocks.")
          .exception();
    }
    switch (message.path("role").asText()) {
      case "user" -> user(content, place);
      case "assistant" -> assistant(content, place);
      case "system" -> system(content, place + ".content");
      default ->
          throw Failure.field(place + ".role", place + ".role must be user or assistant.")
              .exception();
    }
  }

  /** A system prompt, wherever it stands. */
  void system(JsonNode content, String place) {
    String text = Sources.texts(content);
    if (text == null) {
      throw Failure.field(place, place + " must contain only text.").exception();
    }
    for (JsonNode block : content) {
      if (block.hasNonNull("cache_control")) {
        losses.dropped("cache_control");
      }
    }
    if (!text.isEmpty()) {
      write(turn("system").put("content", text));
    }
  }

  private void user(JsonNode content, String place) {
    if (content.isTextual()) {
      write(turn("user").set("content", content));
      return;
    }
    // Results have to follow the message that called the tools, with nothing in between.
    ArrayNode parts = Trees.REQUESTS.createArrayNode();
    boolean results = false;
    for (int i = 0; i < content.size(); i++) {
      if (content.get(i).path("type").asText().equals("tool_result")) {
        results = true;
        result(content.get(i), parts, place + ".content." + i);
      }
    }
    for (int i = 0; i < content.size(); i++) {
      JsonNode block = content.get(i);
      if (!block.path("type").asText().equals("tool_result")) {
        add(parts, block, place + ".content." + i);
      }
    }
    if (!parts.isEmpty() || !results) {
      write(turn("user").set("content", folded(parts)));
    }
  }

  private void add(ArrayNode parts, JsonNode block, String place) {
    ObjectNode part = Sources.part(block, losses);
    if (part == null) {
      losses.matters(place);
    } else if (!part.path("text").asText("-").isEmpty()) {
      parts.add(part);
    }
  }

  /** One text needs no array, which not every server takes. */
  private static JsonNode folded(ArrayNode parts) {
    if (parts.isEmpty()) {
      return TextNode.valueOf("");
    }
    boolean plain = parts.size() == 1 && parts.get(0).has("text");
    return plain ? parts.get(0).get("text") : parts;
  }

  /**
   * @param media takes what a tool's message cannot hold; the user's message shows it
   */
  private void result(JsonNode block, ArrayNode media, String place) {
    if (block.hasNonNull("cache_control")) {
      losses.dropped("cache_control");
    }
    StringBuilder text = new StringBuilder();
    JsonNode content = block.path("content");
    if (content.isTextual()) {
      text.append(content.textValue());
    }
    int pictures = 0;
    for (int i = 0; content.isArray() && i < content.size(); i++) {
      ObjectNode part = Sources.part(content.get(i), losses);
      if (part == null) {
        losses.matters(place + ".content." + i);
      } else if (part.has("text")) {
        text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
      } else {
        media.add(part);
        pictures++;
      }
    }
    if (text.isEmpty() && pictures > 0) {
      text.append("The image is in the next message.");
    }
    String said = block.path("is_error").asBoolean() ? "Error: " + text : text.toString();
    write(
        turn("tool").put("tool_call_id", block.path("tool_use_id").asText()).put("content", said));
  }

  private void assistant(JsonNode content, String place) {
    if (content.isTextual()) {
      write(turn("assistant").set("content", content));
      return;
    }
    StringBuilder text = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    ArrayNode calls = Trees.REQUESTS.createArrayNode();
    for (int i = 0; i < content.size(); i++) {
      JsonNode block = content.get(i);
      if (block.hasNonNull("cache_control")) {
        losses.dropped("cache_control");
      }
      switch (block.path("type").asText()) {
        case "text" -> text.append(block.path("text").asText());
        case "thinking" -> {
          thought.append(block.path("thinking").asText());
          unsigned |= block.path("signature").asText("").isEmpty();
        }
        case "redacted_thinking" -> losses.dropped("redacted_thinking");
        case "tool_use" -> call(calls.addObject(), block);
        default -> losses.matters(place + ".content." + i);
      }
    }
    ObjectNode turn = turn("assistant");
    if (text.isEmpty() && !calls.isEmpty()) {
      turn.putNull("content");
    } else {
      turn.put("content", text.toString());
    }
    if (!calls.isEmpty()) {
      turn.set("tool_calls", calls);
    }
    write(turn, thought.toString());
  }

  private static void call(ObjectNode call, JsonNode block) {
    call.put("id", block.path("id").asText()).put("type", "function");
    JsonNode input = block.path("input");
    call.putObject("function")
        .put("name", block.path("name").asText())
        .put("arguments", input.isObject() ? Trees.text(input) : "{}");
  }

  private static ObjectNode turn(String role) {
    return Trees.REQUESTS.createObjectNode().put("role", role);
  }

  private void write(JsonNode turn) {
    write(turn, "");
  }

  private void write(JsonNode turn, String thought) {
    if (out.size() > 0) {
      out.write(',');
    }
    byte[] json = Trees.bytes(turn);
    out.write('{');
    if (!thought.isEmpty()) {
      int start = out.size();
      out.writeBytes(REASONING);
      out.writeBytes(Trees.bytes(TextNode.valueOf(thought)));
      out.write(',');
      thoughts.add(new Span(start, out.size()));
    }
    out.write(json, 1, json.length - 1);
  }
}
