package ai.gatewayz.gateway.failover;

import java.util.Locale;

/** How well a scenario went, the best first. */
enum Grade {
  /** all that the scenario promises, in its time */
  PASS,
  /** a whole answer, but from elsewhere, later or at a higher price than promised */
  PARTIAL,
  /** no answer, but an error that says so: nothing wrong reached the caller */
  SAFE,
  /** a wrong answer, a part of one that looks whole, no end, or an end without a word */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
