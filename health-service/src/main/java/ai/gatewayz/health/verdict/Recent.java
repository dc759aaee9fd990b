package ai.gatewayz.health.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * Answers and faults of late: each counts half as much after {@link #HALF_LIFE}. An offer that
 * fails every other time never fails often in a row; this is what shows it.
 *
 * @param good answers
 * @param bad faults of the moment
 * @param at when the two were last brought up to date; null where nothing was ever seen
 * @param slowestMillis the slowest first token of late; 0 where none was measured
 */
public record Recent(double good, double bad, Instant at, long slowestMillis) {

  public static final Duration HALF_LIFE = Duration.ofMinutes(30);
  public static final Recent NONE = new Recent(0, 0, null, 0);

  /** How much of the slowest answer is remembered with each one that is faster. */
  private static final double SLOW_MEMORY = 0.9;

  Recent answered(long count, Long ttftMillis, Instant now) {
    Recent aged = aged(now);
    return new Recent(aged.good + count, aged.bad, aged.at, slowest(ttftMillis));
  }

  Recent failed(long count, Instant now) {
    Recent aged = aged(now);
    return new Recent(aged.good, aged.bad + count, aged.at, slowestMillis);
  }

  /** The share of faults, 0 to 1. */
  double badShare() {
    return good + bad == 0 ? 0 : bad / (good + bad);
  }

  private long slowest(Long ttftMillis) {
    if (ttftMillis == null) {
      return slowestMillis;
    }
    double faded = slowestMillis * SLOW_MEMORY + ttftMillis * (1 - SLOW_MEMORY);
    return Math.max(ttftMillis, Math.round(faded));
  }

  private Recent aged(Instant now) {
    if (at == null || !now.isAfter(at)) {
      return new Recent(good, bad, at == null ? now : at, slowestMillis);
    }
    double left =
        Math.pow(0.5, (double) Duration.between(at, now).toMillis() / HALF_LIFE.toMillis());
    return new Recent(good * left, bad * left, now, slowestMillis);
  }
}
