package ai.gatewayz.health.contract;

import java.util.stream.IntStream;

/**
 * The buckets in which gateways count times to first token: each a fifth wider than the one before,
 * so that a percentile read from them is off by a tenth at most. Readers go by the bounds that a
 * window names and need not know these.
 */
public final class TtftBuckets {

  /** Buckets to a doubling. */
  private static final int STEPS = 4;

  private static final int FIRST = 10;
  private static final int DOUBLINGS = 14;

  /** In milliseconds; the last holds everything slower. */
  private static final long[] BOUNDS =
      IntStream.rangeClosed(0, STEPS * DOUBLINGS)
          .mapToLong(step -> Math.round(FIRST * Math.pow(2, (double) step / STEPS)))
          .toArray();

  private TtftBuckets() {}

  /** The upper bound of the bucket that holds so many milliseconds. */
  public static long bound(long millis) {
    int low = 0;
    int high = BOUNDS.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (BOUNDS[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == BOUNDS.length ? Long.MAX_VALUE : BOUNDS[low];
  }
}
