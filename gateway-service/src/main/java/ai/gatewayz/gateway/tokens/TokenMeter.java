package ai.gatewayz.gateway.tokens;

/**
 * Estimates tokens from text, cheaply enough to do so while a body is read. Tokenisers differ by
 * model; what they have in common is how they cut: a usual word is one token, a longer one more,
 * marks stand alone, and scripts without spaces come to about one a character. By letters alone it
 * is four of them a token. Adds up: a text in pieces is the sum of its pieces.
 */
public final class TokenMeter {

  /** Of an image or another part that is not text: of OpenAI's, one of 1,024 by 1,024 pixels. */
  public static final int OF_A_MEDIUM = 765;

  /** What frames a message: its role, and where it begins and ends. */
  public static final int OF_A_FRAME = 4;

  // In quarters of a token.
  private static final int WORD = 4;
  private static final int FURTHER_LETTER = 1;
  private static final int DIGIT = 3;
  private static final int MARK = 3;
  private static final int LINE_END = 4;
  private static final int OTHER_LETTER = 2;
  private static final int OTHER_SCRIPT = 3;
  private static final int IDEOGRAPH = 4;
  private static final int PICTOGRAPH = 8;

  /** Of a usual word. */
  private static final int LETTERS = 8;

  private static final byte KIND_MARK = 0;
  private static final byte KIND_LETTER = 1;
  private static final byte KIND_DIGIT = 2;
  private static final byte KIND_SPACE = 3;
  private static final byte KIND_LINE_END = 4;
  private static final byte KIND_CONTROL = 5;
  private static final byte[] KINDS = kinds();

  private static final int CONTROL = ' ';

  private long quarters;
  private int letters;
  private boolean lineEnded;
  private boolean odd;

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    for (int c = 0; c < 128; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (letter) {
        kinds[c] = KIND_LETTER;
      } else if (c >= '0' && c <= '9') {
        kinds[c] = KIND_DIGIT;
      } else if (c == ' ' || c == '\t') {
        kinds[c] = KIND_SPACE;
      } else if (c == '\n' || c == '\r') {
        kinds[c] = KIND_LINE_END;
      } else {
        kinds[c] = c < CONTROL || c == 127 ? KIND_CONTROL : KIND_MARK;
      }
    }
    return kinds;
  }

  /** Whole tokens, rounded up. */
  public long tokens() {
    return (quarters + 3) / 4;
  }

  /**
   * The tokens of an answer: most models write one more to end it, and are paid for it.
   *
   * @param said what arrived of it, in quarters of a token
   */
  public static long ofAnswer(long said) {
    return said == 0 ? 0 : (said + 3) / 4 + 1;
  }

  /** Quarters of a token. */
  public long quarters() {
    return quarters;
  }

  /** Whether a control character or half of a surrogate pair was among it. */
  public boolean odd() {
    return odd;
  }

  public void add(int tokens) {
    quarters += 4L * tokens;
  }

  /** Adds a text. */
  public void add(CharSequence text) {
    begin();
    for (int i = 0; i < text.length(); i++) {
      i += unit(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0);
    }
  }

  /** Adds a part of an array. */
  public void add(char[] text, int from, int length) {
    begin();
    int end = from + length;
    for (int i = from; i < end; i++) {
      i += unit(text[i], i + 1 < end ? text[i + 1] : 0);
    }
  }

  /**
   * Adds a string of JSON in UTF-8 as it stands there.
   *
   * @param quote where its opening quote is; it is read to its closing one
   */
  public void addJson(byte[] json, int quote) {
    begin();
    for (int i = quote + 1; i < json.length && json[i] != '"'; i++) {
      int b = json[i];
      if (b == '\\') {
        i = escape(json, i);
      } else if (b >= 0) {
        ascii(b);
      } else if ((b & 0xE0) == 0xC0) {
        codePoint((b & 0x1F) << 6);
        i++;
      } else if ((b & 0xF0) == 0xE0) {
        codePoint((b & 0x0F) << 12 | (i + 1 < json.length ? json[i + 1] & 0x3F : 0) << 6);
        i += 2;
      } else {
        codePoint((b & 0x07) << 18 | (i + 1 < json.length ? json[i + 1] & 0x3F : 0) << 12);
        i += 3;
      }
    }
  }

  /** Where the escape ends that begins at {@code at}. */
  private int escape(byte[] json, int at) {
    int named = at + 1 < json.length ? json[at + 1] : 0;
    switch (named) {
      case 'n', 'r' -> ascii('\n');
      case 't' -> ascii('\t');
      case 'b', 'f' -> ascii('\b');
      case 'u' -> {
        int first = hex(json, at + 2);
        if (Character.isHighSurrogate((char) first)
            && at + 7 < json.length
            && json[at + 6] == '\\'
            && json[at + 7] == 'u') {
          int second = hex(json, at + 8);
          return at + 5 + 6 * unit((char) first, (char) second);
        }
        unit((char) first, (char) 0);
        return at + 5;
      }
      default -> ascii(named);
    }
    return at + 1;
  }

  private static int hex(byte[] json, int from) {
    int value = 0;
    for (int i = from; i < from + 4 && i < json.length; i++) {
      value = value << 4 | Math.max(0, Character.digit(json[i], 16));
    }
    return value;
  }

  private void begin() {
    letters = 0;
    lineEnded = false;
  }

  /** One UTF-16 unit, and the one after it where both are a pair; how many more it took. */
  private int unit(char first, char second) {
    if (first < 128) {
      ascii(first);
    } else if (Character.isHighSurrogate(first) && Character.isLowSurrogate(second)) {
      codePoint(Character.toCodePoint(first, second));
      return 1;
    } else {
      odd |= Character.isSurrogate(first);
      codePoint(first);
    }
    return 0;
  }

  private void ascii(int c) {
    byte kind = KINDS[c & 127];
    if (kind == KIND_LETTER) {
      letters++;
      quarters += letters == 1 ? WORD : letters > LETTERS ? FURTHER_LETTER : 0;
      lineEnded = false;
      return;
    }
    letters = 0;
    switch (kind) {
      case KIND_DIGIT -> quarters += DIGIT;
      case KIND_LINE_END -> quarters += lineEnded ? 0 : LINE_END;
      case KIND_MARK -> quarters += MARK;
      case KIND_CONTROL -> {
        quarters += MARK;
        odd = true;
      }
      default -> {
        // A space belongs to the word that follows it.
      }
    }
    lineEnded = kind == KIND_LINE_END;
  }

  /** Of one beyond ASCII; a word goes on through letters with accents. */
  private void codePoint(int c) {
    lineEnded = false;
    if (c < 0x0800) {
      quarters += OTHER_LETTER;
      return;
    }
    letters = 0;
    boolean ideograph =
        c >= 0x2E80 && c <= 0x9FFF
            || c >= 0xAC00 && c <= 0xD7AF
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0xFF00 && c <= 0xFFEF
            || c >= 0x20000;
    quarters += ideograph ? IDEOGRAPH : c >= 0x10000 ? PICTOGRAPH : OTHER_SCRIPT;
  }
}
