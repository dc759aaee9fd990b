package ai.gatewayz.gateway.tokens;

/**
 * How tokenisers cut, as tables: what a character costs, by its kind and by what was before it.
 * Without a branch, for texts are long and their characters unpredictable.
 */
final class Cuts {

  /** In quarters of a token: the lower bits of a step. */
  static final int COST = 0x1F;

  /** Above them: the state after it, shifted so that a kind can be added. */
  static final int STATE_SHIFT = 5;

  private static final int WORD = 4;
  private static final int FURTHER_LETTER = 1;
  private static final int DIGIT = 3;
  private static final int MARK = 3;
  private static final int LINE_END = 4;
  private static final int ACCENTED = 2;
  private static final int OTHER_SCRIPT = 3;
  private static final int IDEOGRAPH = 4;

  /** Most of them are two tokens or more. */
  private static final int PICTOGRAPH = 8;

  /** Of a usual word. */
  private static final int LETTERS = 8;

  private static final int KIND_LETTER = 0;
  private static final int KIND_DIGIT = 1;
  private static final int KIND_SPACE = 2;
  private static final int KIND_LINE_END = 3;
  private static final int KIND_MARK = 4;
  private static final int KIND_SYNTAX = 5;
  private static final int KIND_ACCENTED = 6;
  private static final int KIND_OTHER_SCRIPT = 7;
  private static final int KIND_IDEOGRAPH = 8;
  private static final int KIND_PICTOGRAPH = 9;

  /** Half of a surrogate pair is half of a pictograph. */
  private static final int KIND_HALF = 10;

  /** The rest of a character in UTF-8, whose first byte was counted. */
  private static final int KIND_REST = 11;

  private static final int KIND_COUNT = 16;

  // States: so many letters of a word, or a line that has just ended.
  private static final int LINE_ENDED = LETTERS + 2;
  private static final int STATES = LINE_ENDED + 1;

  /** Before a word. */
  static final int BETWEEN = 0;

  /** Within a word that has the letters of a usual one. */
  static final int WITHIN = LETTERS * KIND_COUNT;

  /** By the byte in UTF-8. */
  static final byte[] KINDS = kinds();

  static final short[] TEXT = steps(MARK);

  /** The marks of JSON are free. */
  static final short[] JSON = steps(0);

  private Cuts() {}

  /** Of a UTF-16 unit. */
  static int kind(char c) {
    if (c < 0x80) {
      return KINDS[c];
    }
    if (c < 0x800) {
      return KIND_ACCENTED;
    }
    if (c < 0x3000) {
      return KIND_OTHER_SCRIPT;
    }
    return Character.isSurrogate(c) ? KIND_HALF : KIND_IDEOGRAPH;
  }

  /** What the letter after a backslash stands for, unless that is {@code u}. */
  static int escaped(byte letter) {
    return switch (letter) {
      case 'n', 'r' -> KIND_LINE_END;
      case 't' -> KIND_SPACE;
      case '"' -> KIND_SYNTAX;
      default -> KIND_MARK;
    };
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int b = 0; b < 256; b++) {
      kinds[b] = (byte) kindOfByte(b);
    }
    return kinds;
  }

  private static int kindOfByte(int b) {
    if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
      return KIND_LETTER;
    }
    if (b >= '0' && b <= '9') {
      return KIND_DIGIT;
    }
    if (b < 0x80) {
      return switch (b) {
        case ' ', '\t' -> KIND_SPACE;
        case '\n', '\r' -> KIND_LINE_END;
        case '"', '{', '}', '[', ']', ':', ',' -> KIND_SYNTAX;
        default -> KIND_MARK;
      };
    }
    if (b < 0xC0) {
      return KIND_REST;
    }
    if (b < 0xE0) {
      return KIND_ACCENTED;
    }
    if (b < 0xE3) {
      return KIND_OTHER_SCRIPT;
    }
    return b < 0xF0 ? KIND_IDEOGRAPH : KIND_PICTOGRAPH;
  }

  private static short[] steps(int syntax) {
    short[] steps = new short[STATES * KIND_COUNT];
    for (int state = 0; state < STATES; state++) {
      int letters = state == LINE_ENDED ? 0 : state;
      set(
          steps,
          state,
          KIND_LETTER,
          letters == 0 ? WORD : letters >= LETTERS ? FURTHER_LETTER : 0,
          Math.min(letters + 1, LETTERS + 1));
      set(steps, state, KIND_DIGIT, DIGIT, 0);
      // A space belongs to the word that follows it.
      set(steps, state, KIND_SPACE, 0, 0);
      set(steps, state, KIND_LINE_END, state == LINE_ENDED ? 0 : LINE_END, LINE_ENDED);
      set(steps, state, KIND_MARK, MARK, 0);
      set(steps, state, KIND_SYNTAX, syntax, 0);
      // A word goes on through letters with accents.
      set(steps, state, KIND_ACCENTED, ACCENTED, letters);
      set(steps, state, KIND_OTHER_SCRIPT, OTHER_SCRIPT, 0);
      set(steps, state, KIND_IDEOGRAPH, IDEOGRAPH, 0);
      set(steps, state, KIND_PICTOGRAPH, PICTOGRAPH, 0);
      set(steps, state, KIND_HALF, PICTOGRAPH / 2, 0);
      set(steps, state, KIND_REST, 0, state);
    }
    return steps;
  }

  private static void set(short[] steps, int state, int kind, int cost, int next) {
    steps[state * KIND_COUNT + kind] = (short) (next * KIND_COUNT << STATE_SHIFT | cost);
  }
}
