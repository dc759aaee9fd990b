package ai.gatewayz.bench.measure;

import java.util.Arrays;

/** One figure from several rounds. */
public final class Rounds {

  private Rounds() {}

  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
