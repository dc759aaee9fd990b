package ai.gatewayz.health.evidence;

import java.util.regex.Pattern;

/** Makes a provider's words fit for logs and operators. */
final class CleanText {

  static final int LONGEST = 200;

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?://|www\\.)\\S+");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b");
  private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer\\s+\\S+");
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)\\b(?:sk|pk|hf|rk|fw|gsk|xai|key|rc|api[_-]?key)[-_][a-z0-9*_.-]{6,}"
              + "|\\b[A-Za-z0-9_-]*\\*{3,}[A-Za-z0-9_-]*|\\b(?=[A-Za-z0-9+/_-]*\\d)(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9_-]{32,}\\b");
  private static final Pattern MAIL = Pattern.compile("\\b[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+");

  /** Whose key it was: names of organisations, projects and users as providers write them. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?i)\\b(?:org|proj|user|acct|team|workspace|ws|usr)[-_][a-z0-9]{6,}(?![a-z0-9])");

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private CleanText() {}

  static String of(String raw) {
    // Only a prefix is looked at, so that a large body costs nothing.
    String text = raw.length() > LONGEST * 4 ? raw.substring(0, LONGEST * 4) : raw;
    text = ADDRESS.matcher(text).replaceAll("[address]");
    text = HOST_AND_PORT.matcher(text).replaceAll("[address]");
    text = BEARER.matcher(text).replaceAll("[key]");
    text = KEY.matcher(text).replaceAll("[key]");
    text = MAIL.matcher(text).replaceAll("[account]");
    text = ACCOUNT.matcher(text).replaceAll("[account]");
    text = SPACE.matcher(text).replaceAll(" ").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }
}
