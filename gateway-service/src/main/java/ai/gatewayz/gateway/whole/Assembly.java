package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the chunks of a stream together to the answer that would have come without streaming. Texts
 * are joined, tool calls and choices by their index; for anything else the last word counts. The
 * cost grows as the answer does.
 */
public final class Assembly {

  /** Names of a provider's choice do not stay for ever. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build());

  private final boolean chat;
  private final Joined answer = new Joined();
  private final Map<Integer, Joined> choices = new TreeMap<>();

  /**
   * @param chat whether it is an answer to a chat, not to a prompt alone
   */
  public Assembly(boolean chat) {
    this.chat = chat;
  }

  /**
   * @param chunk the data of an event that was read as a part of an answer before
   */
  public void add(Bytes chunk) throws GarbledException {
    for (Map.Entry<String, JsonNode> member : read(chunk).properties()) {
      if (member.getKey().equals("choices")) {
        for (JsonNode part : member.getValue()) {
          choice(part);
        }
      } else if (!member.getValue().isNull()) {
        whole(member.getKey(), member.getValue());
      }
    }
  }

  /** Beside the choices everything is repeated as a whole. */
  private void whole(String name, JsonNode value) throws GarbledException {
    boolean emptyText = value.isTextual() && value.textValue().isEmpty();
    if (!emptyText || !answer.has(name)) {
      answer.remove(name);
      answer.add(name, value);
    }
  }

  private void choice(JsonNode part) throws GarbledException {
    Joined choice = choices.computeIfAbsent(part.path("index").asInt(0), index -> new Joined());
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      String name = member.getKey();
      if (!name.equals("index")) {
        choice.add(name.equals("delta") ? "message" : name, member.getValue());
      }
    }
  }

  /** The answer as JSON. */
  public byte[] whole() {
    answer.put("object", chat ? "chat.completion" : "text_completion");
    choices.values().forEach(Assembly::complete);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      answer.writeMembers(json, JSON);
      json.writeArrayFieldStart("choices");
      for (Map.Entry<Integer, Joined> choice : choices.entrySet()) {
        json.writeStartObject();
        json.writeNumberField("index", choice.getKey());
        choice.getValue().writeMembers(json, JSON);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array of bytes", e);
    }
    return bytes.toByteArray();
  }

  /** What official clients rely on and some providers leave out. */
  private static void complete(Joined choice) {
    Joined message = choice.object("message");
    JoinedList calls = message == null ? null : message.list(JoinedList.TOOL_CALLS);
    if (message != null) {
      message.defaultTo("role", "assistant");
    }
    if (calls != null) {
      calls.joined().forEach(Assembly::completeCall);
    }
    choice.put(
        "finish_reason",
        FinishReasons.of(choice.text("finish_reason"), calls != null && !calls.isEmpty()));
  }

  private static void completeCall(Joined call) {
    call.remove("index");
    if (call.object("function") != null) {
      call.defaultTo("type", "function");
    }
  }

  private static JsonNode read(Bytes chunk) throws GarbledException {
    try {
      return JSON.readTree(chunk.array(), chunk.start(), chunk.length());
    } catch (JsonProcessingException e) {
      throw new GarbledException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }
}
