package ai.gatewayz.providers.evidence.body;

import java.util.regex.Pattern;

/** Makes a provider's words fit for logs and operators. */
public final class CleanText {

  /** Enough for logs and operators. */
  public static final int SHORT = 200;

  /** Enough for a whole sentence that tells a caller what to change. */
  public static final int LONG = 500;

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b");
  private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer\\s+\\S+");
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)\\b(?:sk|pk|hf|rk|fw|gsk|xai|key|rc|api[_-]?key)[-_][a-z0-9*_.-]{6,}"
              + "|\\b[A-Za-z0-9_-]*\\*{3,}[A-Za-z0-9_-]*|\\b(?=[A-Za-z0-9+/_-]{0,128}\\d)(?=[A-Za-z0-9+/_-]{0,128}[A-Za-z])[A-Za-z0-9_-]{32,}\\b");

  /** What follows is one, whatever it looks like. */
  private static final Pattern NAMED_KEY =
      Pattern.compile(
          "(?i)(\\b(?:api[ _-]?key|secret|password|access[ _-]?token)(?: (?:provided|is|was))?\\s?[:=]\\s?)[\"'`]?[^\\s\"'`,;]{4,}[\"'`]?");

  private static final Pattern MAIL = Pattern.compile("\\b[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+");

  /** Whose key it was: names of organisations, projects and users as providers write them. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?i)\\b(?:org|proj|user|acct|team|workspace|ws|usr)[-_][a-z0-9]{6,}(?![a-z0-9])");

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private CleanText() {}

  public static String of(String raw) {
    return of(raw, SHORT);
  }

  /** Cut to so many characters. */
  public static String of(String raw, int longest) {
    String text = beginning(raw, longest * 4);
    text = ADDRESS.matcher(text).replaceAll("[address]");
    text = HOST_AND_PORT.matcher(text).replaceAll("[address]");
    text = BEARER.matcher(text).replaceAll("[key]");
    text = NAMED_KEY.matcher(text).replaceAll("$1[key]");
    text = KEY.matcher(text).replaceAll("[key]");
    text = MAIL.matcher(text).replaceAll("[account]");
    text = ACCOUNT.matcher(text).replaceAll("[account]");
    text = SPACE.matcher(text).replaceAll(" ").strip();
    return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
  }

  /**
   * Only so much is looked at, so that a large body costs nothing. A word that is cut in two may be
   * half a key, which would not be known as one.
   */
  private static String beginning(String raw, int most) {
    if (raw.length() <= most) {
      return raw;
    }
    int end = most;
    while (end > 0 && !Character.isWhitespace(raw.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? "…" : raw.substring(0, end);
  }
}
