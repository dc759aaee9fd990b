package ai.gatewayz.health.probe;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: never more than one second's worth at once. For one thread at a time. */
final class Pace {

  private final double perSecond;
  private final double most;
  private double tokens;
  private Instant filled;

  Pace(double perSecond, Instant now) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond);
    this.tokens = 1;
    this.filled = now;
  }

  /** Takes up to that many permits. */
  int take(int wanted, Instant now) {
    double passed = Math.max(0, Duration.between(filled, now).toMillis() / 1000.0);
    tokens = Math.min(most, tokens + passed * perSecond);
    filled = now;
    int taken = (int) Math.min(wanted, Math.floor(tokens));
    tokens -= taken;
    return taken;
  }

  /** Gives permits back that were not used. */
  void back(int unused) {
    tokens = Math.min(most, tokens + unused);
  }
}
