package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An object that comes in parts. Texts for the reader grow in place, so that a long answer costs no
 * more for each of its parts than a short one; of anything else the last word counts. What comes
 * once stays the bytes that it came as.
 */
final class Joined {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

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

  private final Parts parts;

  /** Values are a {@link JsonText}, a {@link Joined}, a {@link JoinedList} or bytes. */
  private final Map<String, Object> members = new LinkedHashMap<>(4);

  Joined(Parts parts) {
    this.parts = parts;
  }

  /**
   * @param object at an object, which is taken
   */
  void addAll(Reading object) throws GarbledException {
    for (String name = object.member(); name != null; name = object.member()) {
      add(name, object);
    }
  }

  /**
   * @param value at a value, which is taken
   */
  void add(String name, Reading value) throws GarbledException {
    Object before = members.get(name);
    if (value.isText()) {
      text(name, before, value);
    } else if (value.isObject()) {
      if (before == null || before instanceof byte[] bytes && bytes[0] != '{') {
        put(name, value);
      } else {
        joined(name, before).addAll(value);
      }
    } else if (value.isArray()) {
      boolean first = before == null || before instanceof byte[] bytes && bytes[0] != '[';
      if (first && !name.equals(JoinedList.TOOL_CALLS)) {
        put(name, value);
      } else {
        list(name, before).addAll(value);
      }
    } else if (!value.isNull()) {
      put(name, value);
    } else if (before == null) {
      put(name, NULL);
    }
  }

  private void text(String name, Object before, Reading value) throws GarbledException {
    if (before instanceof JsonText known) {
      known.add(value.text());
    } else if (continued(name)) {
      JsonText text = new JsonText();
      text.add(value.text());
      put(name, text);
    } else if (before == null || before instanceof byte[] bytes && bytes[0] == 'n') {
      put(name, value);
    } else if (!value.text().isEmpty()) {
      put(name, value);
    }
  }

  private static boolean continued(String name) {
    return CONTINUED.contains(name)
        || name.endsWith("_content")
        || name.endsWith("_text")
        || name.startsWith("reasoning_");
  }

  /** The object that parts are added to, with what has come of it. */
  Joined joined(String name) throws GarbledException {
    return joined(name, members.get(name));
  }

  private Joined joined(String name, Object before) throws GarbledException {
    if (before instanceof Joined known) {
      return known;
    }
    Joined joined = new Joined(parts);
    if (before instanceof byte[] bytes && bytes[0] == '{') {
      joined.addAll(new Reading(Bytes.of(bytes)));
    }
    put(name, joined);
    return joined;
  }

  private JoinedList list(String name, Object before) throws GarbledException {
    if (before instanceof JoinedList known) {
      return known;
    }
    JoinedList list = new JoinedList(parts, name.equals(JoinedList.TOOL_CALLS));
    if (before instanceof byte[] bytes && bytes[0] == '[') {
      list.addAll(new Reading(Bytes.of(bytes)));
    }
    put(name, list);
    return list;
  }

  /** Null where it is absent, or something else. */
  Joined object(String name) {
    return members.get(name) instanceof Joined object ? object : null;
  }

  boolean isObject(String name) {
    Object value = members.get(name);
    return value instanceof Joined || value instanceof byte[] bytes && bytes[0] == '{';
  }

  /** Null where it is absent, or something else. */
  JoinedList list(String name) {
    return members.get(name) instanceof JoinedList list ? list : null;
  }

  /** Of what is not continued; empty where it is absent, or something else. */
  String text(String name) throws GarbledException {
    return members.get(name) instanceof byte[] bytes && bytes[0] == '"'
        ? new Reading(Bytes.of(bytes)).text()
        : "";
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  void put(String name, String text) throws GarbledException {
    put(name, ('"' + text + '"').getBytes(StandardCharsets.US_ASCII));
  }

  void put(String name, Reading value) throws GarbledException {
    put(name, value.value().copy());
  }

  private void put(String name, Object value) throws GarbledException {
    if (members.put(name, value) == null || !(value instanceof byte[])) {
      parts.one();
    }
  }

  /** Where it is absent, null or empty. */
  void defaultTo(String name, String text) throws GarbledException {
    if (text(name).isEmpty()) {
      put(name, text);
    }
  }

  void remove(String name) {
    members.remove(name);
  }

  void write(JsonOutput json) {
    json.open('{');
    writeMembers(json);
    json.close('}');
  }

  void writeMembers(JsonOutput json) {
    members.forEach(
        (name, value) -> {
          json.name(name);
          switch (value) {
            case JsonText text -> json.text(text);
            case Joined object -> object.write(json);
            case JoinedList list -> list.write(json);
            default -> json.value((byte[]) value);
          }
        });
  }
}
