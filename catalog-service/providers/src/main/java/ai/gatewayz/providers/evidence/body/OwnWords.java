package ai.gatewayz.providers.evidence.body;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A provider's sentence without what it only repeats: quoted text, addresses and pieces of JSON may
 * be a caller's own and say nothing of the model or the account. One {@link #GAP} stands for each.
 * In lower case, as it is only compared.
 */
final class OwnWords {

  /** Where something repeated stood. */
  static final char GAP = '§';

  /** What comes later in a text is no longer the sentence that counts. */
  private static final int LONGEST = 1000;

  /** Names of the output budget count for what is said of them, quoted or not. */
  private static final Pattern BUDGET =
      Pattern.compile("max_(?:completion_|output_|new_)?tokens|inputs");

  private OwnWords() {}

  static String of(String raw) {
    String text =
        (raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw).toLowerCase(Locale.ROOT);
    StringBuilder own = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = repeatedUntil(text, at);
      if (end == at) {
        own.append(text.charAt(at++));
        continue;
      }
      String inner = end - at > 2 ? text.substring(at + 1, end - 1) : "";
      own.append(BUDGET.matcher(inner).matches() ? inner : String.valueOf(GAP));
      at = end;
    }
    return own.toString().strip();
  }

  /** The end of what is repeated from here; {@code at} itself where nothing is. */
  private static int repeatedUntil(String text, int at) {
    return switch (text.charAt(at)) {
      case '"', '`' -> after(text, text.indexOf(text.charAt(at), at + 1));
      case '“', '”' -> after(text, text.indexOf('”', at + 1));
      case '‘' -> after(text, text.indexOf('’', at + 1));
      case '«' -> after(text, text.indexOf('»', at + 1));
      case '\'' -> begins(text, at) ? after(text, closing(text, at)) : at;
      case '{' -> after(text, balanced(text, at, '{', '}'));
      case '[' -> after(text, balanced(text, at, '[', ']'));
      default -> begins(text, at) && address(text, at) ? space(text, at) : at;
    };
  }

  /** What is not closed goes on to the end. */
  private static int after(String text, int close) {
    return close < 0 ? text.length() : close + 1;
  }

  private static boolean begins(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  /** An apostrophe within a word closes nothing. */
  private static int closing(String text, int open) {
    int close = text.indexOf('\'', open + 1);
    while (close >= 0
        && close + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(close + 1))) {
      close = text.indexOf('\'', close + 1);
    }
    return close;
  }

  private static int balanced(String text, int open, char opening, char closing) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == opening ? 1 : c == closing ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean address(String text, int at) {
    return text.startsWith("http://", at)
        || text.startsWith("https://", at)
        || text.startsWith("data:", at)
        || text.startsWith("file:/", at)
        || text.startsWith("www.", at);
  }

  private static int space(String text, int at) {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
