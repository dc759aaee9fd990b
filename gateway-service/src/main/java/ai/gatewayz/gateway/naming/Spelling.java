package ai.gatewayz.gateway.naming;

import java.util.Locale;

/**
 * A name as it is compared.
 *
 * @param whole in lower case
 * @param vendor what stands before the last slash; empty for nothing
 * @param name the rest
 * @param letters the whole without dots, dashes and the like
 */
record Spelling(String whole, String vendor, String name, String letters) {

  /** Odd and without a pattern, so that sums of other letters differ. */
  private static final long MIX = 0x9e3779b97f4a7c15L;

  static Spelling of(String text) {
    String whole = text.strip().toLowerCase(Locale.ROOT);
    int slash = whole.lastIndexOf('/');
    return new Spelling(
        whole, whole.substring(0, Math.max(0, slash)), whole.substring(slash + 1), letters(whole));
  }

  /** The same for all names with the same letters and digits, in whatever order. */
  static long anagram(String text) {
    long sum = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!isBreak(letter)) {
        long mixed = (letter + 1) * MIX;
        sum += mixed ^ mixed >>> 29;
      }
    }
    return sum;
  }

  /** Letters and digits alone. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isBreak(text.charAt(i))) {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString();
  }

  /** Whether words end there. */
  static boolean isBreak(char letter) {
    return !Character.isLetterOrDigit(letter);
  }

  boolean hasVendor() {
    return !vendor.isEmpty();
  }
}
