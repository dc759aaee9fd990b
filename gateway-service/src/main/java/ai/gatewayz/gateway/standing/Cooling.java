package ai.gatewayz.gateway.standing;

import java.time.Duration;
import java.time.Instant;

/**
 * A run of failures; immutable.
 *
 * @param failures in a row; those of requests that were under way together are one
 * @param until when it may be tried again
 * @param onTrial whether one attempt is finding out, and the others only keep away meanwhile
 */
record Cooling(int failures, Instant until, boolean onTrial) {

  private static final int MOST_DOUBLINGS = 16;

  static final Cooling NONE = new Cooling(0, Instant.MIN, false);

  /** A further failure never shortens a wait that is longer already. */
  Cooling failed(Instant now, Duration asked, StandingConfig config) {
    // A hundred requests that were under way when a provider fell are one failure, not a hundred.
    boolean known = cooling(now) && !onTrial;
    Duration own =
        known
            ? Duration.ZERO
            : min(
                config.first().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)),
                config.longest());
    Instant next = now.plus(max(own, min(asked, config.longestAsked())));
    return new Cooling(known ? failures : failures + 1, next.isAfter(until) ? next : until, false);
  }

  /** One attempt finds out; for so long the others keep away. */
  Cooling trial(Instant now, Duration time) {
    return new Cooling(failures, now.plus(time), true);
  }

  /** The trial ended and says nothing: another one may begin. */
  Cooling released(Instant now) {
    return onTrial ? new Cooling(failures, now, false) : this;
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
