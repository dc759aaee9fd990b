package ai.gatewayz.providers.capability;

import java.util.regex.Pattern;

/** The words of a model that was not shown the picture. */
final class Blindness {

  private static final Pattern WORDS =
      Pattern.compile(
          "(?:can(?:'t|’t|not)|can not|unable to|not able to|(?:do|does)(?:n't|n’t| not)) (?:\\w{1,12} )?"
              + "(?:see|view|process|analy[sz]e|access|perceive|interpret|have)\\b"
              + "|(?:no|not any|don't see any|don’t see any) (?:image|picture)"
              + "|(?:image|picture) (?:is|was) (?:not|missing)|text-based");

  private Blindness() {}

  /**
   * @param words in lower case
   */
  static boolean in(String words) {
    return WORDS.matcher(words).find();
  }
}
