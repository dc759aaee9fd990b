package ai.gatewayz.gateway.sse;

import java.util.Arrays;

/** A part of an array; valid for as long as the array stays as it is. */
public record Bytes(byte[] array, int start, int length) {

  public static final Bytes NONE = new Bytes(new byte[0], 0, 0);

  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public byte[] copy() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  public boolean startsWith(char begin) {
    return length > 0 && array[start] == begin;
  }

  /** All but the first. */
  Bytes without(int first) {
    return new Bytes(array, start + first, length - first);
  }

  /** The same behind one more. */
  Bytes after(char first) {
    byte[] longer = new byte[length + 1];
    longer[0] = (byte) first;
    System.arraycopy(array, start, longer, 1, length);
    return of(longer);
  }

  boolean endsWith(char end) {
    return length > 0 && array[start + length - 1] == end;
  }

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    for (int at = start; at < start + length; at++) {
      if (array[at] < 0 || array[at] > ' ') {
        return false;
      }
    }
    return true;
  }
}
