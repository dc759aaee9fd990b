package ai.gatewayz.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether one schema may follow another: whoever reads by the older one reads what is written by
 * the newer, and the other way round, as a compacted topic holds events of both. What may be added:
 * properties that are not required, definitions, values of an open enumeration, words for people.
 * Everything else stays as it was.
 */
final class Compatibility {

  private static final Set<String> FOR_PEOPLE =
      Set.of("title", "description", "examples", "$comment", "deprecated");

  /** Objects whose fields are names, not keywords: they may gain some. */
  private static final Set<String> GROWING = Set.of("properties", "$defs");

  private Compatibility() {}

  /** What breaks a reader or an older event; nothing where the newer may follow. */
  static List<String> breaks(JsonNode older, JsonNode newer) {
    List<String> breaks = new ArrayList<>();
    schema(older, newer, "", breaks);
    return breaks;
  }

  private static void schema(JsonNode older, JsonNode newer, String at, List<String> breaks) {
    if (!older.isObject() || !newer.isObject()) {
      same(older, newer, at, breaks);
      return;
    }
    Set<String> keywords = new TreeSet<>();
    older.fieldNames().forEachRemaining(keywords::add);
    newer.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(FOR_PEOPLE);
    for (String keyword : keywords) {
      JsonNode before = older.path(keyword);
      JsonNode after = newer.path(keyword);
      String here = at + "/" + keyword;
      if (GROWING.contains(keyword)) {
        grows(before, after, here, breaks);
      } else if (keyword.equals("required")) {
        names(before, after, here, breaks);
      } else if (keyword.equals("anyOf")) {
        branches(before, after, here, breaks);
      } else {
        schema(before, after, here, breaks);
      }
    }
  }

  private static void grows(JsonNode older, JsonNode newer, String at, List<String> breaks) {
    older
        .properties()
        .forEach(
            entry -> {
              String here = at + "/" + entry.getKey();
              if (newer.has(entry.getKey())) {
                schema(entry.getValue(), newer.path(entry.getKey()), here, breaks);
              } else {
                breaks.add(here + " is gone");
              }
            });
  }

  /** The same names in any order: a new one fails old events, a dropped one fails old readers. */
  private static void names(JsonNode older, JsonNode newer, String at, List<String> breaks) {
    Set<String> before = new TreeSet<>();
    Set<String> after = new TreeSet<>();
    older.forEach(name -> before.add(name.asText()));
    newer.forEach(name -> after.add(name.asText()));
    if (!before.equals(after)) {
      breaks.add(at + " was " + before + " and is " + after);
    }
  }

  /** Each branch of before is still there, words for people aside; new ones may only be values. */
  private static void branches(JsonNode older, JsonNode newer, String at, List<String> breaks) {
    for (JsonNode branch : older) {
      if (!holds(newer, branch)) {
        breaks.add(at + " has lost " + branch);
      }
    }
    boolean open = holds(older, Schemas.JSON.createObjectNode().put("type", "string"));
    for (JsonNode branch : newer) {
      if (!holds(older, branch) && !(open && branch.path("const").isTextual())) {
        breaks.add(at + " has gained " + branch);
      }
    }
  }

  private static boolean holds(JsonNode branches, JsonNode wanted) {
    for (JsonNode branch : branches) {
      if (breaks(wanted, branch).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static void same(JsonNode older, JsonNode newer, String at, List<String> breaks) {
    if (!older.equals(newer)) {
      breaks.add(at + " was " + shown(older) + " and is " + shown(newer));
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "absent" : node.toString();
  }
}
