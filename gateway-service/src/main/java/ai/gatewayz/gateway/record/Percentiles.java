package ai.gatewayz.gateway.record;

import java.util.Arrays;

/** What half, three quarters, nine tenths and all but a hundredth of some values do not exceed. */
public record Percentiles(double p50, double p75, double p90, double p99) {

  /** Null where there is no value. */
  static Percentiles of(double... values) {
    if (values.length == 0) {
      return null;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 0.5), at(sorted, 0.75), at(sorted, 0.9), at(sorted, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
