package ai.gatewayz.health.ledger;

import java.time.Instant;

/**
 * When an offer's next probe is due.
 *
 * @param due null: never
 */
public record Turn(Instant due, Watched.Urgency urgency) {

  /** The same, no sooner than then. */
  Turn notBefore(Instant earliest) {
    return due == null || !due.isBefore(earliest) ? this : new Turn(earliest, urgency);
  }

  static final Turn NEVER = new Turn(null, Watched.Urgency.STALE);
}
