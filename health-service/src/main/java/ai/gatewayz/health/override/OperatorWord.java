package ai.gatewayz.health.override;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import java.time.Instant;

/** What is announced of an offer, whatever the evidence says, until it ends. */
public record OperatorWord(OfferKey key, Availability.State state, Instant since, Instant until) {

  /** The reason of an availability that an operator has overridden. */
  public static final String REASON = "operator";

  /** What is announced of an offer of which the evidence says {@code evident}. */
  public Availability cover(Availability evident) {
    return new Availability(
        evident.provider(),
        evident.id(),
        evident.model(),
        state,
        REASON,
        Availability.Source.OPERATOR,
        since,
        evident.lastVerified(),
        evident.lastChecked(),
        null,
        evident.ttftMillis(),
        until,
        evident.evidence(),
        evident.capabilities(),
        evident.version());
  }

  public boolean holds(Instant now) {
    return now.isBefore(until);
  }
}
