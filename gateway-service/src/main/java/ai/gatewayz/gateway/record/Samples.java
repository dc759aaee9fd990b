package ai.gatewayz.gateway.record;

import java.util.Arrays;

/** The latest values of a measure with their times. For one thread at a time. */
final class Samples {

  /** More make percentiles of half an hour no better than a reader can use. */
  private static final int MOST = 64;

  private static final int FIRST = 4;

  private long[] times = new long[FIRST];
  private float[] values = new float[FIRST];
  private long count;

  void add(long at, double value) {
    if (count == times.length && count < MOST) {
      times = Arrays.copyOf(times, times.length * 2);
      values = Arrays.copyOf(values, values.length * 2);
    }
    int place = (int) (count % times.length);
    times[place] = at;
    values[place] = (float) value;
    count++;
  }

  /** Null where there is none since then. */
  Percentiles since(long time) {
    double[] found = new double[times.length];
    int many = 0;
    for (int i = 0; i < Math.min(count, times.length); i++) {
      if (times[i] >= time) {
        found[many++] = values[i];
      }
    }
    return Percentiles.of(Arrays.copyOf(found, many));
  }
}
