package ai.gatewayz.gateway.sse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the chunks of a stream together to the answer that would have come without streaming. Texts
 * are joined, tool calls and choices by their index; for anything else the last word counts.
 */
public final class Assembly {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Repeated rather than continued. */
  private static final Set<String> WHOLE =
      Set.of("id", "object", "role", "type", "name", "finish_reason", "model", "stop_reason");

  private final ObjectNode answer = JSON.createObjectNode();
  private final Map<Integer, ObjectNode> choices = new TreeMap<>();

  /**
   * @param chunk an event's data, read as a {@link Chunk.Part} before
   */
  public void add(byte[] chunk) {
    JsonNode root = read(chunk);
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      if (member.getKey().equals("choices")) {
        member.getValue().forEach(this::choice);
      } else if (!member.getValue().isNull()) {
        answer.set(member.getKey(), member.getValue());
      }
    }
  }

  private void choice(JsonNode part) {
    int index = part.path("index").asInt(0);
    ObjectNode choice =
        choices.computeIfAbsent(index, i -> JSON.createObjectNode().put("index", i));
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      String name = member.getKey().equals("delta") ? "message" : member.getKey();
      if (!name.equals("index")) {
        merge(choice, name, member.getValue());
      }
    }
  }

  private static void merge(ObjectNode into, String name, JsonNode value) {
    JsonNode before = into.get(name);
    if (before == null || before.isNull()) {
      into.set(
          name, value instanceof ArrayNode array ? merged(JSON.createArrayNode(), array) : value);
    } else if (value.isTextual() && before.isTextual() && !WHOLE.contains(name)) {
      into.put(name, before.textValue() + value.textValue());
    } else if (value instanceof ObjectNode more && before instanceof ObjectNode known) {
      more.properties().forEach(member -> merge(known, member.getKey(), member.getValue()));
    } else if (value instanceof ArrayNode more && before instanceof ArrayNode known) {
      merged(known, more);
    } else if (!value.isNull()) {
      into.set(name, value);
    }
  }

  /** Elements with an index are the parts of one; others follow each other. */
  private static ArrayNode merged(ArrayNode known, ArrayNode more) {
    for (JsonNode element : more) {
      ObjectNode same = element.has("index") ? at(known, element.get("index")) : null;
      if (same == null) {
        known.add(element);
      } else {
        element.properties().forEach(member -> merge(same, member.getKey(), member.getValue()));
      }
    }
    return known;
  }

  private static ObjectNode at(ArrayNode elements, JsonNode index) {
    for (JsonNode element : elements) {
      if (element instanceof ObjectNode object && index.equals(object.get("index"))) {
        return object;
      }
    }
    return null;
  }

  /** The answer as JSON. */
  public byte[] whole() {
    ObjectNode whole = answer.deepCopy();
    if (whole.path("object").asText().equals("chat.completion.chunk")) {
      whole.put("object", "chat.completion");
    }
    ArrayNode all = whole.putArray("choices");
    for (ObjectNode choice : choices.values()) {
      for (JsonNode call : choice.at("/message/tool_calls")) {
        ((ObjectNode) call).remove("index");
      }
      all.add(choice);
    }
    try {
      return JSON.writeValueAsBytes(whole);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array of bytes", e);
    }
  }

  private static JsonNode read(byte[] chunk) {
    try {
      return JSON.readTree(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException("a chunk that was read before", e);
    }
  }
}
