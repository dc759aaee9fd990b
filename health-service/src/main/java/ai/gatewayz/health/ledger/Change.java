package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.verdict.Verdict;

/** Something to announce. */
public sealed interface Change {

  OfferKey key();

  /**
   * A verdict, new or verified again.
   *
   * @param before the state it came from; the same as that of {@code after} where it was only
   *     verified again
   */
  record Judged(Offer offer, Availability.State before, Verdict after) implements Change {
    @Override
    public OfferKey key() {
      return offer.key();
    }

    public boolean transition() {
      return before != after.state();
    }

    public Availability availability() {
      return new Availability(
          offer.provider(),
          offer.id(),
          offer.model(),
          after.state(),
          after.reason(),
          after.source(),
          after.since(),
          after.lastVerified(),
          after.lastChecked(),
          after.httpStatus(),
          after.ttftMillis(),
          after.retryAt(),
          after.version());
    }
  }

  /** The offer is withdrawn: so is the verdict on it. */
  record Withdrawn(OfferKey key) implements Change {}
}
