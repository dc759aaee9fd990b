package ai.gatewayz.gateway.responsestochat;

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

/**
 * Writes items as messages, one at a time. What a model said in one turn is several items here and
 * one message there: thought, text, calls.
 */
final class Items {

  private static final byte[] REASONING =
      "\"reasoning_content\":".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Span> thoughts = new ArrayList<>();
  private final Losses losses;
  private int read;
  private boolean unsigned;

  /** The model's turn that is being put together; null where there is none. */
  private ObjectNode turn;

  private final StringBuilder thought = new StringBuilder();

  Items(Losses losses) {
    this.losses = losses;
  }

  byte[] bytes() {
    flush();
    return out.toByteArray();
  }

  /** Whether a thought in it was not encrypted by a provider: who encrypts them refuses it. */
  boolean unsigned() {
    return unsigned;
  }

  List<Span> thoughts() {
    return thoughts;
  }

  /** A message that is plain text. */
  void text(String role, String text) {
    flush();
    write(message(role).put("content", text), "");
  }

  void add(JsonNode item) {
    String place = "input[" + read++ + "]";
    if (!item.isObject()) {
      throw Refused.field(place, place + " must be an object.");
    }
    switch (item.path("type").asText("message")) {
      case "message" -> message(item, place);
      case "reasoning" -> reasoning(item);
      case "function_call" -> call(item, item.path("arguments").asText(""));
      case "custom_tool_call" ->
          call(
              item,
              Trees.text(
                  Trees.REQUESTS.createObjectNode().put("input", item.path("input").asText(""))));
      case "function_call_output", "custom_tool_call_output" -> output(item, place);
      case "item_reference" -> throw Refused.stored(place);
      default -> throw Refused.item(place, item.path("type").asText());
    }
  }

  private void message(JsonNode item, String place) {
    String role = item.path("role").asText();
    JsonNode content = item.path("content");
    switch (role) {
      case "assistant" -> {
        JsonNode before = turn().path("content");
        turn.put("content", before.asText("") + said(content, place));
      }
      case "user", "system", "developer" -> {
        flush();
        write(message(role).set("content", parts(content, place)), "");
      }
      default ->
          throw Refused.field(
              place + ".role", place + ".role must be user, assistant, system or developer.");
    }
  }

  private static String said(JsonNode content, String place) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      switch (part.path("type").asText()) {
        case "output_text", "input_text", "text" -> text.append(part.path("text").asText());
        case "refusal" -> text.append(part.path("refusal").asText());
        default ->
            throw Refused.field(
                place + ".content",
                place
                    + ".content holds a part of type "
                    + Refused.shown(part.path("type").asText())
                    + ", which is not served.");
      }
    }
    return text.toString();
  }

  private static JsonNode parts(JsonNode content, String place) {
    if (content.isTextual()) {
      return content;
    }
    ArrayNode parts = Trees.REQUESTS.createArrayNode();
    for (JsonNode part : content) {
      switch (part.path("type").asText()) {
        case "input_text", "output_text", "text" ->
            parts.addObject().put("type", "text").put("text", part.path("text").asText());
        case "input_image" -> image(parts.addObject(), part, place);
        default -> throw Refused.part(place, part.path("type").asText());
      }
    }
    boolean plain = parts.size() == 1 && parts.get(0).has("text");
    return plain ? parts.get(0).get("text") : parts;
  }

  private static void image(ObjectNode part, JsonNode image, String place) {
    if (!image.path("image_url").isTextual()) {
      throw Refused.field(
          place + ".content", place + ".content holds an image without an image_url: send one.");
    }
    ObjectNode address = part.put("type", "image_url").putObject("image_url");
    address.set("url", image.get("image_url"));
    if (image.path("detail").isTextual()) {
      address.set("detail", image.get("detail"));
    }
  }

  private void reasoning(JsonNode item) {
    String content = item.path("encrypted_content").asText("");
    unsigned |= content.isEmpty() || Carried.isOurs(content);
    StringBuilder text = new StringBuilder(Carried.read(content));
    for (JsonNode part : text.isEmpty() ? item.path("content") : Trees.REQUESTS.createArrayNode()) {
      text.append(part.path("text").asText(""));
    }
    for (JsonNode part : text.isEmpty() ? item.path("summary") : Trees.REQUESTS.createArrayNode()) {
      text.append(part.path("text").asText(""));
    }
    if (text.isEmpty()) {
      losses.dropped("reasoning");
      return;
    }
    if (turn != null && turn.has("tool_calls")) {
      flush();
    }
    turn();
    thought.append(text);
  }

  private void call(JsonNode item, String arguments) {
    JsonNode calls = turn().path("tool_calls");
    ArrayNode all = calls.isArray() ? (ArrayNode) calls : turn.putArray("tool_calls");
    all.addObject()
        .put("id", item.path("call_id").asText())
        .put("type", "function")
        .putObject("function")
        .put("name", item.path("name").asText())
        .put("arguments", arguments.isBlank() ? "{}" : arguments);
  }

  private void output(JsonNode item, String place) {
    flush();
    JsonNode output = item.path("output");
    write(
        message("tool")
            .put("tool_call_id", item.path("call_id").asText())
            .put("content", output.isArray() ? said(output, place) : output.asText("")),
        "");
  }

  private ObjectNode turn() {
    if (turn == null) {
      turn = message("assistant").putNull("content");
    }
    return turn;
  }

  private static ObjectNode message(String role) {
    return Trees.REQUESTS.createObjectNode().put("role", role);
  }

  private void flush() {
    if (turn == null) {
      return;
    }
    if (turn.path("content").isNull() && !turn.has("tool_calls")) {
      turn.put("content", "");
    }
    write(turn, thought.toString());
    turn = null;
    thought.setLength(0);
  }

  private void write(JsonNode message, String thinking) {
    if (out.size() > 0) {
      out.write(',');
    }
    byte[] json = Trees.bytes(message);
    out.write('{');
    if (!thinking.isEmpty()) {
      int start = out.size();
      out.writeBytes(REASONING);
      out.writeBytes(Trees.bytes(TextNode.valueOf(thinking)));
      out.write(',');
      thoughts.add(new Span(start, out.size()));
    }
    out.write(json, 1, json.length - 1);
  }
}
