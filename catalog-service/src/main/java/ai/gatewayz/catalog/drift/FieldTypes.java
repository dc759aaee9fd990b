package ai.gatewayz.catalog.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One field of a list's entries: in how many it has which type, and the fields below it. */
final class FieldTypes {

  private static final int DEPTH = 3;

  private enum Type {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    OBJECT,
    ARRAY;

    static Type of(JsonNode node) {
      return switch (node.getNodeType()) {
        case NULL, MISSING, BINARY, POJO -> NULL;
        case BOOLEAN -> BOOLEAN;
        case NUMBER -> NUMBER;
        case STRING -> STRING;
        case OBJECT -> OBJECT;
        case ARRAY -> ARRAY;
      };
    }
  }

  private final int[] counts = new int[Type.values().length];
  private final Map<String, FieldTypes> below = new HashMap<>();

  /**
   * Counts the fields of an object, and of those below it.
   *
   * @param room how many fields may still be told apart
   * @return what is left of the room
   */
  int see(JsonNode object, int depth, int room) {
    int left = room;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      FieldTypes types = below.get(field.getKey());
      if (types == null) {
        if (left == 0) {
          continue;
        }
        left--;
        types = new FieldTypes();
        below.put(field.getKey(), types);
      }
      left = types.count(field.getValue(), depth, left);
    }
    return left;
  }

  private int count(JsonNode value, int depth, int room) {
    counts[Type.of(value).ordinal()]++;
    // The entries of an array are alike: one speaks for all.
    JsonNode object = value.isArray() ? value.path(0) : value;
    return object.isObject() && depth < DEPTH ? see(object, depth + 1, room) : room;
  }

  /** By path, by type: in how many entries. */
  void collect(String prefix, Map<String, Map<String, Integer>> into) {
    below.forEach(
        (name, types) -> {
          String path = prefix + name;
          into.put(path, types.counted());
          boolean array = types.counts[Type.ARRAY.ordinal()] > 0;
          types.collect(path + (array ? "[]." : "."), into);
        });
  }

  private Map<String, Integer> counted() {
    Map<String, Integer> counted = new LinkedHashMap<>();
    for (Type type : Type.values()) {
      if (counts[type.ordinal()] > 0) {
        counted.put(type.name().toLowerCase(Locale.ROOT), counts[type.ordinal()]);
      }
    }
    return counted;
  }
}
