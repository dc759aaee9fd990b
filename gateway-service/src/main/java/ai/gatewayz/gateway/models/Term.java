package ai.gatewayz.gateway.models;

/**
 * A word that is searched for.
 *
 * @param text in lower case
 * @param letters its letters and digits alone: dots, dashes and spaces are written in many ways
 */
record Term(String text, String letters) {

  static Term of(String text) {
    return new Term(text, letters(text));
  }

  static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
