package ai.gatewayz.bench.measure;

import java.util.Arrays;

/** Nanoseconds of many operations, exact percentiles. Not safe for use by several threads. */
public final class Latencies {

  private long[] nanos = new long[1024];
  private int size;
  private boolean sorted;

  public void add(long value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = value;
    sorted = false;
  }

  public void addAll(Latencies other) {
    for (int i = 0; i < other.size; i++) {
      add(other.nanos[i]);
    }
  }

  public int count() {
    return size;
  }

  /**
   * The smallest value that {@code share} of all do not exceed.
   *
   * @param share more than 0, at most 1
   */
  public long percentile(double share) {
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, size);
      sorted = true;
    }
    return nanos[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }

  public double millis(double share) {
    return percentile(share) / 1e6;
  }
}
