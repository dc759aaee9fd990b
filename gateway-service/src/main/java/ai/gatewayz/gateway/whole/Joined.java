package ai.gatewayz.gateway.whole;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An object that comes in parts. Texts for the reader grow in place, so that a long answer costs no
 * more for each of its parts than a short one; of anything else the last word counts.
 */
final class Joined {

  /** Continued by each part; other texts are repeated rather than continued. */
  private static final Set<String> CONTINUED =
      Set.of(
          "content",
          "text",
          "reasoning",
          "thinking",
          "thought",
          "thoughts",
          "refusal",
          "arguments",
          "input",
          "partial_json",
          "output",
          "code",
          "data",
          "transcript",
          "summary");

  /** Values are a {@link StringBuilder}, a {@link Joined}, a {@link JoinedList} or a node. */
  private final Map<String, Object> members = new LinkedHashMap<>();

  static Joined of(JsonNode object) throws GarbledException {
    Joined joined = new Joined();
    joined.addAll(object);
    return joined;
  }

  void addAll(JsonNode object) throws GarbledException {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      add(member.getKey(), member.getValue());
    }
  }

  void add(String name, JsonNode value) throws GarbledException {
    Object before = members.get(name);
    switch (value.getNodeType()) {
      case STRING -> text(name, before, value.textValue());
      case OBJECT -> {
        if (before instanceof Joined known) {
          known.addAll(value);
        } else {
          members.put(name, of(value));
        }
      }
      case ARRAY -> {
        if (before instanceof JoinedList known) {
          known.addAll(value);
        } else {
          JoinedList list = new JoinedList(name);
          list.addAll(value);
          members.put(name, list);
        }
      }
      case NULL -> members.putIfAbsent(name, value);
      case BOOLEAN, NUMBER, BINARY, POJO, MISSING -> members.put(name, value);
    }
  }

  private void text(String name, Object before, String text) {
    if (before instanceof StringBuilder known) {
      known.append(text);
    } else if (continued(name)) {
      members.put(name, new StringBuilder(text));
    } else if (!text.isEmpty() || before == null || isNull(before)) {
      members.put(name, TextNode.valueOf(text));
    }
  }

  private static boolean continued(String name) {
    return CONTINUED.contains(name)
        || name.endsWith("_content")
        || name.endsWith("_text")
        || name.startsWith("reasoning_");
  }

  private static boolean isNull(Object value) {
    return value instanceof JsonNode node && node.isNull();
  }

  /** Null where it is absent, or something else. */
  Joined object(String name) {
    return members.get(name) instanceof Joined object ? object : null;
  }

  /** Null where it is absent, or something else. */
  JoinedList list(String name) {
    return members.get(name) instanceof JoinedList list ? list : null;
  }

  /** Empty where it is absent, or something else. */
  String text(String name) {
    return switch (members.get(name)) {
      case StringBuilder text -> text.toString();
      case TextNode text -> text.textValue();
      case null, default -> "";
    };
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  void put(String name, String text) {
    members.put(name, TextNode.valueOf(text));
  }

  /** Where it is absent, null or empty. */
  void defaultTo(String name, String text) {
    if (text(name).isEmpty()) {
      put(name, text);
    }
  }

  void remove(String name) {
    members.remove(name);
  }

  void write(JsonGenerator json, ObjectMapper mapper) throws IOException {
    json.writeStartObject();
    writeMembers(json, mapper);
    json.writeEndObject();
  }

  void writeMembers(JsonGenerator json, ObjectMapper mapper) throws IOException {
    for (Map.Entry<String, Object> member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      write(member.getValue(), json, mapper);
    }
  }

  static void write(Object value, JsonGenerator json, ObjectMapper mapper) throws IOException {
    switch (value) {
      case StringBuilder text -> json.writeString(text.toString());
      case Joined object -> object.write(json, mapper);
      case JoinedList list -> list.write(json, mapper);
      default -> mapper.writeTree(json, (JsonNode) value);
    }
  }
}
