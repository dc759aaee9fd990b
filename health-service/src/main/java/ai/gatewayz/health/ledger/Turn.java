package ai.gatewayz.health.ledger;

import java.time.Instant;

/**
 * When an offer's turn comes.
 *
 * @param due null: never
 */
public record Turn(Instant due, Watched.Urgency urgency) {

  static final Turn NEVER = new Turn(null, Watched.Urgency.STALE);
}
