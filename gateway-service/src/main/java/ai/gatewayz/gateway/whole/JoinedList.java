package ai.gatewayz.gateway.whole;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An array that comes in parts: elements with an index are the parts of one, others follow. */
final class JoinedList {

  static final String TOOL_CALLS = "tool_calls";

  /** No model calls that many tools at once. */
  private static final int MOST_CALLS = 1_024;

  private final boolean toolCalls;

  /** Each a {@link Joined} or a node. */
  private final List<Object> elements = new ArrayList<>();

  private final Map<Integer, Joined> byIndex = new HashMap<>();

  JoinedList(String name) {
    toolCalls = name.equals(TOOL_CALLS);
  }

  void addAll(JsonNode more) throws GarbledException {
    for (JsonNode element : more) {
      if (toolCalls) {
        addCall(element);
      } else {
        add(element);
      }
    }
  }

  private void add(JsonNode element) throws GarbledException {
    JsonNode index = element.path("index");
    if (!element.isObject() || !index.isInt()) {
      elements.add(element);
      return;
    }
    Joined known = byIndex.get(index.intValue());
    if (known == null) {
      begin(index.intValue(), element);
    } else {
      known.addAll(element);
    }
  }

  private void addCall(JsonNode call) throws GarbledException {
    if (!call.isObject()) {
      throw new GarbledException("a tool call that is no object");
    }
    JsonNode index = call.path("index");
    if (index.isMissingNode() || index.isNull()) {
      Joined last = elements.isEmpty() ? null : (Joined) elements.getLast();
      if (last != null && text(call, "id").isEmpty() && function(call).isEmpty()) {
        last.addAll(call);
      } else {
        begin(elements.size(), call);
      }
      return;
    }
    if (!index.isInt() || index.intValue() < 0 || index.intValue() >= MOST_CALLS) {
      throw new GarbledException("a tool call of an index that no call has");
    }
    Joined known = byIndex.get(index.intValue());
    if (known == null || isAnother(known, call)) {
      begin(index.intValue(), call);
    } else {
      known.addAll(call);
    }
  }

  /** Some servers number all calls alike: a new id with a new name is a new call. */
  private static boolean isAnother(Joined known, JsonNode call) {
    String id = text(call, "id");
    return !id.isEmpty()
        && !function(call).isEmpty()
        && !known.text("id").isEmpty()
        && !known.text("id").equals(id);
  }

  private static String function(JsonNode call) {
    return text(call.path("function"), "name");
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asText("");
  }

  private void begin(int index, JsonNode element) throws GarbledException {
    if (toolCalls && elements.size() >= MOST_CALLS) {
      throw new GarbledException("more tool calls than any answer has");
    }
    Joined first = Joined.of(element);
    byIndex.put(index, first);
    elements.add(first);
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  /** Those that came in parts. */
  List<Joined> joined() {
    return elements.stream().filter(Joined.class::isInstance).map(Joined.class::cast).toList();
  }

  void write(JsonGenerator json, ObjectMapper mapper) throws IOException {
    json.writeStartArray();
    for (Object element : elements) {
      Joined.write(element, json, mapper);
    }
    json.writeEndArray();
  }
}
