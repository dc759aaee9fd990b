package ai.gatewayz.providers.evidence.body;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The beginning of a JSON text, closed where it was cut: an error that repeats a long request still
 * says first what is wrong.
 */
final class CutJson {

  private final StringBuilder text;
  private final Deque<Character> open = new ArrayDeque<>();
  private boolean inString;
  private boolean escaped;
  private boolean key;
  private int unfinished = -1;

  private CutJson(String cut) {
    text = new StringBuilder(cut);
  }

  /** JSON, if {@code cut} is the beginning of any. */
  static String closed(String cut) {
    CutJson json = new CutJson(cut);
    json.walk();
    json.close();
    return json.text.toString();
  }

  private void walk() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
        continue;
      }
      switch (c) {
        case '"' -> {
          inString = true;
          key = !open.isEmpty() && open.peek() == '}' && key;
        }
        case '{', '[' -> {
          open.push(c == '{' ? '}' : ']');
          key = c == '{';
          unfinished = i + 1;
        }
        case '}', ']' -> {
          open.poll();
          key = false;
          unfinished = -1;
        }
        case ',' -> {
          key = !open.isEmpty() && open.peek() == '}';
          unfinished = i;
        }
        case ':' -> key = false;
        default -> {}
      }
    }
  }

  private void close() {
    if (inString && !key) {
      text.setLength(text.length() - halfEscape());
      text.append('"');
    } else if (unfinished >= 0 && (key || text.charAt(text.length() - 1) != '"')) {
      // A member or an entry that has hardly begun.
      text.setLength(unfinished);
    }
    open.forEach(text::append);
  }

  /** How much there is of an escape of which the end is missing. */
  private int halfEscape() {
    int length = text.length();
    int at = text.lastIndexOf("\\");
    boolean half =
        escaped || (at >= 0 && at + 1 < length && at + 6 > length && text.charAt(at + 1) == 'u');
    return half ? length - at : 0;
  }
}
