package ai.gatewayz.gateway.standing;

import java.time.Duration;
import java.time.Instant;

/**
 * A run of failures; immutable.
 *
 * @param failures in a row; those of requests that were under way together are one
 * @param until when it may be tried again
 * @param onTrial whether one attempt is finding out, and the others only keep away meanwhile
 * @param shared whether each of the failures may be its whole provider's
 */
record Cooling(int failures, Instant until, boolean onTrial, boolean shared) {

  /** What failed, and was not asked again for so long, is as good as any other. */
  static final Duration MEMORY = Duration.ofMinutes(1);

  /** Each further failure makes the wait four times as long. */
  private static final int GROWTH_BITS = 2;

  private static final int MOST_GROWTHS = 8;

  static final Cooling NONE = new Cooling(0, Instant.MIN, false, true);

  /**
   * A further failure never shortens a wait that is longer already.
   *
   * @param ofProvider whether it is one that all offers of a provider may have
   */
  Cooling failed(Instant now, Duration asked, boolean ofProvider, StandingConfig config) {
    int before = forgotten(now) ? 0 : failures;
    // A hundred requests that were under way when a provider fell are one failure, not a hundred.
    boolean known = cooling(now) && !onTrial;
    Duration own =
        known
            ? Duration.ZERO
            : min(
                config.first().multipliedBy(1L << GROWTH_BITS * Math.min(before, MOST_GROWTHS)),
                config.longest());
    Instant next = now.plus(max(own, min(asked, config.longestAsked())));
    return new Cooling(
        known ? failures : before + 1,
        next.isAfter(until) ? next : until,
        false,
        ofProvider && (before == 0 || shared));
  }

  /** One attempt finds out; for so long the others keep away. */
  Cooling trial(Instant now, Duration time) {
    return new Cooling(failures, now.plus(time), true, shared);
  }

  /** The trial ended and says nothing: another one may begin. */
  Cooling released(Instant now) {
    return onTrial ? new Cooling(failures, now, false, shared) : this;
  }

  boolean cooling(Instant now) {
    return now.isBefore(until);
  }

  /** Whether it failed, and has neither answered since nor been left alone for long. */
  boolean failing(Instant now) {
    return failures > 0 && !forgotten(now);
  }

  private boolean forgotten(Instant now) {
    return failures == 0 || !now.isBefore(until.plus(MEMORY));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
