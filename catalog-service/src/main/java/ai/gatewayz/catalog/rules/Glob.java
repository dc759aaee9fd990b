package ai.gatewayz.catalog.rules;

/**
 * A pattern over whole ids, without regard to case: {@code *} stands for any text, {@code ?} for
 * one character. Matched in time proportional to pattern times text, whatever the pattern.
 */
final class Glob {

  private Glob() {}

  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char pattern, char text) {
    return pattern == '?' || Character.toLowerCase(pattern) == Character.toLowerCase(text);
  }
}
