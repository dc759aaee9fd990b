package ai.gatewayz.gateway.standing;

import java.time.Duration;
import java.time.Instant;

/**
 * How an offer or a provider did lately: counts that lose half their weight in a minute; immutable.
 *
 * @param ttftMillis a moving mean; negative where none was measured
 * @param at when it was last added to
 */
record Pulse(double answered, double failed, double ttftMillis, Instant at) {

  private static final double HALF_LIFE_MILLIS = 60_000;

  /** Less says nothing: one failure among two attempts is chance. */
  private static final double LEAST_WEIGHT = 4;

  /** From then on a route costs more time in failovers than a somewhat dearer one costs money. */
  private static final double TOO_MANY = 0.25;

  /** A single slow answer is not the rule. */
  private static final double NEWEST_SHARE = 0.2;

  static Pulse beginning(Instant now) {
    return new Pulse(0, 0, -1, now);
  }

  Pulse answered(Instant now) {
    double kept = kept(now);
    return new Pulse(answered * kept + 1, failed * kept, ttftMillis, now);
  }

  Pulse failed(Instant now) {
    double kept = kept(now);
    return new Pulse(answered * kept, failed * kept + 1, ttftMillis, now);
  }

  /** Whether enough was seen of it to judge. */
  boolean telling(Instant now) {
    return (answered + failed) * kept(now) >= LEAST_WEIGHT;
  }

  boolean faltering(Instant now) {
    return telling(now) && failed / (answered + failed) >= TOO_MANY;
  }

  Pulse measured(Duration ttft) {
    double millis = ttft.toNanos() / 1e6;
    double mean = ttftMillis < 0 ? millis : ttftMillis + NEWEST_SHARE * (millis - ttftMillis);
    return new Pulse(answered, failed, mean, at);
  }

  private double kept(Instant now) {
    long passed = Math.max(0, now.toEpochMilli() - at.toEpochMilli());
    return passed == 0 ? 1 : Math.pow(0.5, passed / HALF_LIFE_MILLIS);
  }
}
