package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
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

  /** Where in the spread of its waits an offer's turn lies: fixed, and even over all of them. */
  static double spread(OfferKey key) {
    return Math.floorMod(key.hashCode() * 0x9E3779B9, 1_000) / 1_000.0;
  }

  static final Turn NEVER = new Turn(null, Watched.Urgency.STALE);
}
