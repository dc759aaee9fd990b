package ai.gatewayz.health.history;

import java.util.Map;
import java.util.TreeMap;

/**
 * Times to first token, in buckets of which each is a fifth wider than the one before: what is read
 * from it is off by a tenth at most. Not thread-safe.
 */
public final class TtftSketch {

  /** Buckets to a doubling. */
  private static final int STEPS = 4;

  /** 2^20 ms: slower than any timeout. */
  private static final int LAST = 20 * STEPS;

  private final TreeMap<Integer, Long> buckets = new TreeMap<>();
  private long count;

  public void add(long millis, long times) {
    addBucket(bucket(Math.max(1, millis)), times);
  }

  /** Takes a bucket that somebody else counted in, of which only the upper bound is known. */
  public void addBelow(long bound, long times) {
    add(Math.round(bound / Math.pow(2, 0.5 / STEPS)), times);
  }

  /** Takes a bucket of another sketch. */
  public void addBucket(int bucket, long times) {
    buckets.merge(Math.clamp(bucket, 0, LAST), times, Long::sum);
    count += times;
  }

  public long count() {
    return count;
  }

  public Map<Integer, Long> buckets() {
    return buckets;
  }

  /**
   * Milliseconds that {@code share} of all do not exceed; null where nothing is known.
   *
   * @param share more than 0, at most 1
   */
  public Long percentile(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (Map.Entry<Integer, Long> each : buckets.entrySet()) {
      seen += each.getValue();
      if (seen >= rank) {
        return Math.round(Math.pow(2, (each.getKey() - 0.5) / STEPS));
      }
    }
    return null;
  }

  private static int bucket(long millis) {
    return (int) Math.ceil(STEPS * Math.log(millis) / Math.log(2) - 1e-9);
  }
}
