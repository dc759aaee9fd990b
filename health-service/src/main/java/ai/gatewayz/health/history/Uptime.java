package ai.gatewayz.health.history;

import ai.gatewayz.health.contract.Availability.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of a stretch of time an offer stood as working. Time in which nothing was known of it,
 * or in which it slept, counts for neither side.
 *
 * @param share 0 to 1; null where it was never known whether it works
 * @param knownSeconds of how much of the stretch it was known
 */
public record Uptime(Double share, long knownSeconds) {

  /** A state that began. */
  public record Began(Instant at, State state) {}

  /**
   * Pure.
   *
   * @param states in order of time; the first may have begun before the stretch
   */
  public static Uptime of(List<Began> states, Instant from, Instant to) {
    long up = 0;
    long down = 0;
    for (int i = 0; i < states.size(); i++) {
      Began each = states.get(i);
      Instant begin = each.at().isBefore(from) ? from : each.at();
      Instant end = i + 1 < states.size() ? states.get(i + 1).at() : to;
      long millis = Math.max(0, Duration.between(begin, end).toMillis());
      switch (each.state()) {
        case AVAILABLE, DEGRADED -> up += millis;
        case UNAVAILABLE -> down += millis;
        case COLD, UNKNOWN, UNPROBEABLE -> {}
      }
    }
    return new Uptime(up + down == 0 ? null : (double) up / (up + down), (up + down) / 1_000);
  }
}
