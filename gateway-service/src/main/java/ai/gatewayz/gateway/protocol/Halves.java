package ai.gatewayz.gateway.protocol;

/**
 * A text in pieces, of which none may end in the middle of a character: a provider may cut a
 * surrogate pair in two, and half of one cannot be written in UTF-8.
 */
public final class Halves {

  private static final char REPLACEMENT = '\uFFFD';

  /** The first half of a pair; 0 for none. */
  private char held;

  /** The piece, with what was held back before and without what has to be now. */
  public String whole(String piece) {
    String all = held == 0 ? piece : held + piece;
    held = 0;
    int length = all.length();
    if (length > 0 && Character.isHighSurrogate(all.charAt(length - 1))) {
      held = all.charAt(length - 1);
      length--;
    }
    return mended(all, length);
  }

  /** What is still held back when nothing follows. */
  public String rest() {
    boolean some = held != 0;
    held = 0;
    return some ? String.valueOf(REPLACEMENT) : "";
  }

  private static String mended(String text, int length) {
    StringBuilder mended = null;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
      } else {
        mended = mended == null ? new StringBuilder(text.substring(0, length)) : mended;
        mended.setCharAt(i, REPLACEMENT);
      }
    }
    return mended == null ? text.substring(0, length) : mended.toString();
  }
}
