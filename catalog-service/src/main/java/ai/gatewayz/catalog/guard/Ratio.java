package ai.gatewayz.catalog.guard;

import java.math.BigDecimal;

/** How far two prices are apart. */
final class Ratio {

  /** USD per million tokens: below it, prices are as good as equal, and zero is no divisor. */
  private static final double FLOOR = 0.01;

  private Ratio() {}

  /** At least 1; how many times the larger is the smaller. */
  static double of(BigDecimal one, BigDecimal other) {
    double a = Math.max(one.doubleValue(), FLOOR);
    double b = Math.max(other.doubleValue(), FLOOR);
    return Math.max(a, b) / Math.min(a, b);
  }
}
