package ai.gatewayz.gateway.standing;

import java.time.Duration;
import java.time.Instant;

/**
 * A run of failures; immutable.
 *
 * @param failures in a row
 * @param until when it may be tried again
 */
record Cooling(int failures, Instant until) {

  private static final int MOST_DOUBLINGS = 16;

  static final Cooling NONE = new Cooling(0, Instant.MIN);

  /** A further failure never shortens a wait that is longer already. */
  Cooling failed(Instant now, Duration asked, StandingConfig config) {
    Duration grown = config.first().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration own = min(grown, config.longest());
    Duration wait = max(own, min(asked, config.longestAsked()));
    Instant next = now.plus(wait);
    return new Cooling(failures + 1, next.isAfter(until) ? next : until);
  }

  /** The same run, kept away from others for a while longer. */
  Cooling heldFor(Duration time, Instant now) {
    return new Cooling(failures, now.plus(time));
  }

  boolean cooling(Instant now) {
    return now.isBefore(until);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
