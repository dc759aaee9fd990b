package ai.gatewayz.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What callers have not taken yet of their answers, at one look. It is held outside of the heap,
 * for as long as each of them likes.
 *
 * @param <T> whose it is
 */
final class Unread<T> {

  private record One<T>(T whose, long bytes, long nanos) {}

  private final List<One<T>> all = new ArrayList<>();
  private long bytes;

  /**
   * @param nanos how long his answer has been there
   */
  void add(T whose, long unread, long nanos) {
    if (unread > 0) {
      bytes += unread;
      all.add(new One<>(whose, unread, nanos));
    }
  }

  long bytes() {
    return bytes;
  }

  /** Those with so many bytes: who has most first, and of several such who has waited longest. */
  List<T> leaving(long tooMuch) {
    List<T> leaving = new ArrayList<>();
    all.sort(
        Comparator.comparingLong((One<T> one) -> one.bytes)
            .thenComparingLong(one -> one.nanos)
            .reversed());
    long left = tooMuch;
    for (One<T> one : all) {
      if (left <= 0) {
        break;
      }
      left -= one.bytes;
      leaving.add(one.whose);
    }
    return leaving;
  }
}
