package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An array that comes in parts: elements with an index are the parts of one, others follow, as the
 * bytes that they came as.
 */
final class JoinedList {

  static final String TOOL_CALLS = "tool_calls";

  private static final byte[] INDEX = "\"index\"".getBytes(StandardCharsets.US_ASCII);

  /** No model calls that many tools at once. */
  private static final int MOST_CALLS = 1_024;

  private final Parts parts;
  private final boolean toolCalls;

  /** Each a {@link Joined}, or those between two of them. */
  private final List<Object> elements = new ArrayList<>();

  private final Map<Integer, Joined> byIndex = new HashMap<>();

  JoinedList(Parts parts, boolean toolCalls) {
    this.parts = parts;
    this.toolCalls = toolCalls;
  }

  /**
   * @param more at an array, which is taken
   */
  void addAll(Reading more) throws GarbledException {
    Bytes array = more.value();
    if (!toolCalls && !mayHaveIndex(array)) {
      follow(new Bytes(array.array(), array.start() + 1, array.length() - 2));
      return;
    }
    Reading each = new Reading(array);
    while (each.element()) {
      boolean object = each.isObject();
      Bytes element = each.value();
      if (toolCalls) {
        if (!object) {
          throw new GarbledException("a tool call that is no object");
        }
        addCall(element, Element.of(element));
      } else {
        add(element, object ? Element.of(element) : Element.NONE);
      }
    }
  }

  /** Most arrays have none, and need no look at each element. */
  private static boolean mayHaveIndex(Bytes array) {
    int last = array.start() + array.length() - INDEX.length;
    for (int at = array.start(); at <= last; at++) {
      if (array.array()[at] == INDEX[0]
          && Arrays.equals(array.array(), at, at + INDEX.length, INDEX, 0, INDEX.length)) {
        return true;
      }
    }
    return false;
  }

  private void add(Bytes bytes, Element element) throws GarbledException {
    if (element.index() == null) {
      follow(bytes);
      return;
    }
    Joined known = byIndex.get(element.index());
    if (known == null) {
      begin(element.index(), bytes);
    } else {
      known.addAll(new Reading(bytes));
    }
  }

  /** One element or several, with commas between them; blank where there is none. */
  private void follow(Bytes bytes) throws GarbledException {
    if (bytes.isBlank()) {
      return;
    }
    if (elements.isEmpty() || !(elements.getLast() instanceof Segments)) {
      parts.one();
      elements.add(new Segments());
    } else {
      ((Segments) elements.getLast()).add(',');
    }
    ((Segments) elements.getLast()).add(bytes.array(), bytes.start(), bytes.length());
  }

  private void addCall(Bytes bytes, Element call) throws GarbledException {
    if (!call.indexed()) {
      Joined last = elements.isEmpty() ? null : (Joined) elements.getLast();
      if (last != null && call.id().isEmpty() && call.function().isEmpty()) {
        last.addAll(new Reading(bytes));
      } else {
        begin(elements.size(), bytes);
      }
      return;
    }
    if (call.index() == null || call.index() < 0 || call.index() >= MOST_CALLS) {
      throw new GarbledException("a tool call of an index that no call has");
    }
    Joined known = byIndex.get(call.index());
    if (known == null || isAnother(known, call)) {
      begin(call.index(), bytes);
    } else {
      known.addAll(new Reading(bytes));
    }
  }

  /** Some servers number all calls alike: a new id with a new name is a new call. */
  private static boolean isAnother(Joined known, Element call) throws GarbledException {
    return !call.id().isEmpty()
        && !call.function().isEmpty()
        && !known.text("id").isEmpty()
        && !known.text("id").equals(call.id());
  }

  private void begin(int index, Bytes element) throws GarbledException {
    if (toolCalls && elements.size() >= MOST_CALLS) {
      throw new GarbledException("more tool calls than any answer has");
    }
    parts.one();
    Joined first = new Joined(parts);
    first.addAll(new Reading(element));
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

  void write(JsonOutput json) {
    json.open('[');
    for (Object element : elements) {
      if (element instanceof Joined object) {
        object.write(json);
      } else {
        json.values((Segments) element);
      }
    }
    json.close(']');
  }
}
