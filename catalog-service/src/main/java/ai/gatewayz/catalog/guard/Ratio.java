package ai.gatewayz.catalog.guard;

import java.math.BigDecimal;

/** How far two prices are apart. */
final class Ratio {

  private Ratio() {}

  /**
   * At least 1; how many times the larger is the smaller. Between nothing and something there is no
   * number of times: infinite.
   */
  static double of(BigDecimal one, BigDecimal other) {
    if (one.signum() == 0 || other.signum() == 0) {
      return one.signum() == other.signum() ? 1 : Double.POSITIVE_INFINITY;
    }
    double a = one.doubleValue();
    double b = other.doubleValue();
    return Math.max(a, b) / Math.min(a, b);
  }
}
