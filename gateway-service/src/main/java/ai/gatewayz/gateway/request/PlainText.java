package ai.gatewayz.gateway.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for what stands in strings of JSON in escapes only, and what some servers stumble over. */
final class PlainText {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';

  private PlainText() {}

  /**
   * Whether there is no control character and no half of a surrogate pair within a string.
   *
   * @param from after its opening quote
   * @param to before its closing one
   */
  static boolean is(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      while (i + 8 <= to && noBackslash((long) EIGHT.get(json, i))) {
        i += 8;
      }
      if (i < to && json[i] == '\\') {
        int length = escape(json, i, to);
        if (length == 0) {
          return false;
        }
        i += length - 1;
      }
    }
    return true;
  }

  /** Of eight bytes at once: most texts hold few escapes. */
  private static boolean noBackslash(long eight) {
    long zeroWhereOne = eight ^ BACKSLASHES;
    return (zeroWhereOne - ONES & ~zeroWhereOne & HIGH_BITS) == 0;
  }

  /** How long the escape is; 0 for one that is not plain. */
  private static int escape(byte[] json, int at, int to) {
    if (at + 1 >= to) {
      return 0;
    }
    return switch (json[at + 1]) {
      case 'n', 'r', 't', '"', '\\', '/' -> 2;
      case 'u' -> unicode(json, at, to);
      default -> 0;
    };
  }

  private static int unicode(byte[] json, int at, int to) {
    char c = hex(json, at + 2, to);
    if (Character.isHighSurrogate(c)) {
      boolean paired =
          at + 7 < to
              && json[at + 6] == '\\'
              && json[at + 7] == 'u'
              && Character.isLowSurrogate(hex(json, at + 8, to));
      return paired ? 12 : 0;
    }
    boolean plain = c >= ' ' && c != 0x7F || c == '\n' || c == '\r' || c == '\t';
    return plain && !Character.isSurrogate(c) ? 6 : 0;
  }

  private static char hex(byte[] json, int from, int to) {
    int value = 0;
    for (int i = from; i < from + 4 && i < to; i++) {
      value = value << 4 | Math.max(0, Character.digit(json[i], 16));
    }
    return (char) value;
  }
}
