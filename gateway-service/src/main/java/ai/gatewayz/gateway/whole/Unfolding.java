package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A whole answer in the form of a stream: a chunk with all that the choices say, one with their
 * finish reasons, one with the usage where it is wanted, and the end.
 */
public final class Unfolding {

  /** Names of a provider's choice do not stay for ever. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build());

  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  /** In every chunk; what else stands beside the choices comes once. */
  private static final List<String> EVERYWHERE = List.of("id", "created", "model");

  private final ByteArrayOutputStream events = new ByteArrayOutputStream();
  private final ObjectNode answer;
  private final boolean chat;

  private Unfolding(ObjectNode answer, boolean chat) {
    this.answer = answer;
    this.chat = chat;
  }

  /**
   * @param answer JSON that was read as a whole answer before
   * @param chat whether it is an answer to a chat, not to a prompt alone
   * @param withUsage whether the caller wants a chunk with the usage
   */
  public static byte[] events(Bytes answer, boolean chat, boolean withUsage)
      throws GarbledException {
    try {
      JsonNode root = JSON.readTree(answer.array(), answer.start(), answer.length());
      return new Unfolding((ObjectNode) root, chat).events(withUsage);
    } catch (IOException e) {
      throw new GarbledException(e.getMessage());
    }
  }

  private byte[] events(boolean withUsage) throws IOException {
    JsonNode choices = answer.path("choices");
    ObjectNode first = chunk();
    answer.properties().stream()
        .filter(member -> !List.of("choices", "usage", "object").contains(member.getKey()))
        .forEach(member -> first.set(member.getKey(), member.getValue()));
    ObjectNode last = chunk();
    for (int place = 0; place < choices.size(); place++) {
      JsonNode choice = choices.get(place);
      int index = choice.path("index").asInt(place);
      JsonNode message = choice.path(chat ? "message" : "text");
      said(choice, first.withArray("choices").addObject().put("index", index));
      ObjectNode ending = last.withArray("choices").addObject().put("index", index);
      if (chat) {
        ending.putObject("delta");
      } else {
        ending.put("text", "");
      }
      ending.put(
          "finish_reason",
          FinishReasons.of(
              choice.path("finish_reason").asText(""),
              !message.path(JoinedList.TOOL_CALLS).isEmpty()));
    }
    write(first);
    write(last);
    if (withUsage && answer.path("usage").isObject()) {
      ObjectNode used = chunk();
      used.putArray("choices");
      used.set("usage", answer.get("usage"));
      write(used);
    }
    events.writeBytes(DONE);
    return events.toByteArray();
  }

  private ObjectNode chunk() {
    ObjectNode chunk = JSON.createObjectNode();
    for (String name : EVERYWHERE) {
      if (answer.has(name)) {
        chunk.set(name, answer.get(name));
      }
    }
    return chunk.put("object", chat ? "chat.completion.chunk" : "text_completion");
  }

  private void said(JsonNode choice, ObjectNode into) {
    for (Map.Entry<String, JsonNode> member : choice.properties()) {
      switch (member.getKey()) {
        case "index", "finish_reason" -> {}
        case "message" -> into.set("delta", delta(member.getValue()));
        default -> into.set(member.getKey(), member.getValue());
      }
    }
    into.putNull("finish_reason");
  }

  /** Clients put tool calls together by their index, which whole answers do not have. */
  private static JsonNode delta(JsonNode message) {
    ObjectNode delta = JSON.createObjectNode().put("role", "assistant");
    message.properties().stream()
        .filter(member -> !member.getKey().equals("role") || !member.getValue().isNull())
        .forEach(member -> delta.set(member.getKey(), member.getValue()));
    if (message.path(JoinedList.TOOL_CALLS) instanceof ArrayNode calls) {
      for (int place = 0; place < calls.size(); place++) {
        if (calls.get(place) instanceof ObjectNode call) {
          call.put("index", place);
        }
      }
    }
    return delta;
  }

  private void write(ObjectNode chunk) throws IOException {
    events.writeBytes(DATA);
    events.writeBytes(JSON.writeValueAsBytes(chunk));
    events.writeBytes(END);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
