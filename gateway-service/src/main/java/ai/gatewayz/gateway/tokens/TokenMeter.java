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

  /** What is longer is judged by so many bytes of it, in places that are spread over it. */
  static final int SAMPLED = 512;

  private static final int WINDOW = 64;
  private static final int WINDOWS = SAMPLED / WINDOW;

  private final int longest;
  private long quarters;

  public TokenMeter() {
    this(SAMPLED);
  }

  /**
   * @param longest bytes of a text that is read to its end
   */
  private TokenMeter(int longest) {
    this.longest = longest;
  }

  /** One that reads long texts to their end too: for where their count is all that is wanted. */
  public static TokenMeter ofAll() {
    return new TokenMeter(Integer.MAX_VALUE);
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

  public void add(int tokens) {
    quarters += 4L * tokens;
  }

  /** Adds a part of an array. */
  public void add(char[] text, int from, int length) {
    int state = Cuts.BETWEEN;
    long sum = 0;
    for (int i = from; i < from + length; i++) {
      int step = Cuts.TEXT[state | Cuts.kind(text[i])];
      sum += step & Cuts.COST;
      state = step >>> Cuts.STATE_SHIFT;
    }
    quarters += sum;
  }

  /**
   * Adds what is written within a string of JSON in UTF-8.
   *
   * @param from after its opening quote
   * @param to before its closing one
   */
  public void addString(byte[] json, int from, int to) {
    quarters += sum(Cuts.TEXT, json, from, to);
  }

  /** Adds the names and the values of a piece of JSON, without its marks. */
  public void addValue(byte[] json, int from, int to) {
    quarters += sum(Cuts.JSON, json, from, to);
  }

  private long sum(short[] cuts, byte[] json, int from, int to) {
    int length = to - from;
    if (length <= longest) {
      return window(cuts, Cuts.BETWEEN, json, from, to);
    }
    long sum = 0;
    for (int window = 0; window < WINDOWS; window++) {
      int start = from + (int) ((long) (length - WINDOW) * window / (WINDOWS - 1));
      // In the middle of a word more often than not: it is counted where it begins.
      sum += window(cuts, Cuts.WITHIN, json, start, start + WINDOW);
    }
    return sum * length / SAMPLED;
  }

  private static long window(short[] cuts, int begin, byte[] json, int from, int to) {
    int state = begin;
    long sum = 0;
    for (int i = from; i < to; i++) {
      int b = json[i];
      int kind = Cuts.KINDS[b & 0xFF];
      if (b == '\\' && i + 1 < to) {
        i++;
        kind = Cuts.escaped(json[i]);
        if (json[i] == 'u') {
          kind = Cuts.kind((char) hex(json, i + 1, to));
          i += 4;
        }
      }
      int step = cuts[state | kind];
      sum += step & Cuts.COST;
      state = step >>> Cuts.STATE_SHIFT;
    }
    return sum;
  }

  private static int hex(byte[] json, int from, int to) {
    int value = 0;
    for (int i = from; i < from + 4 && i < to; i++) {
      value = value << 4 | Math.max(0, Character.digit(json[i], 16));
    }
    return value;
  }
}
