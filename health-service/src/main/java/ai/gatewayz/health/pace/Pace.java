package ai.gatewayz.health.pace;

import java.time.Duration;
import java.time.Instant;

/** A small token bucket: unused tokens are not saved up. Not thread-safe. */
final class Pace {

  private double perSecond;
  private double tokens = 1;
  private Instant filled;

  Pace(double perSecond, Instant now) {
    this.perSecond = perSecond;
    this.filled = now;
  }

  /** A new rate from now on. */
  void rate(double perSecond, Instant now) {
    fill(now);
    this.perSecond = perSecond;
  }

  boolean ready(Instant now) {
    fill(now);
    return tokens >= 1;
  }

  void take() {
    tokens -= 1;
  }

  private void fill(Instant now) {
    double passed = Math.max(0, Duration.between(filled, now).toMillis() / 1000.0);
    tokens = Math.min(Math.max(1, perSecond), tokens + passed * perSecond);
    filled = now;
  }
}
