package ai.gatewayz.gateway.sse;

/** A set of the choices of an answer, by their index. */
record Choices(long low, long high) {

  /** OpenAI gives no more than that for one request. */
  static final int MOST = 128;

  static final Choices NONE = new Choices(0, 0);

  /** Nearly all answers have this one alone. */
  private static final Choices FIRST = new Choices(1, 0);

  /**
   * @param index from 0 to before {@link #MOST}
   */
  Choices with(int index) {
    if (index == 0 && isEmpty()) {
      return FIRST;
    }
    return index < Long.SIZE
        ? new Choices(low | 1L << index, high)
        : new Choices(low, high | 1L << index - Long.SIZE);
  }

  Choices plus(Choices more) {
    return containsAll(more) ? this : new Choices(low | more.low, high | more.high);
  }

  Choices minus(Choices others) {
    return (low & others.low | high & others.high) == 0
        ? this
        : new Choices(low & ~others.low, high & ~others.high);
  }

  boolean containsAll(Choices others) {
    return (others.low & ~low | others.high & ~high) == 0;
  }

  int count() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  boolean isEmpty() {
    return (low | high) == 0;
  }
}
