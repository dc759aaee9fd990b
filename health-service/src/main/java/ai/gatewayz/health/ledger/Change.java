package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityTransition;
import ai.gatewayz.health.override.OperatorWord;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Something to announce. */
public sealed interface Change {

  OfferKey key();

  /**
   * A verdict, new or verified again.
   *
   * @param before the state it came from; the same as that of {@code after} where it was only
   *     verified again
   * @param seen when the evidence was seen that it follows; null where it follows none
   */
  record Judged(Offer offer, Availability.State before, Verdict after, Instant seen)
      implements Change {
    @Override
    public OfferKey key() {
      return offer.key();
    }

    /** The verdict that is held of an offer, as if it were announced now. */
    public static Judged of(Watched watched) {
      return new Judged(watched.offer(), watched.verdict().state(), watched.verdict(), null);
    }

    /** The change of state that it is; empty where the state is as before. */
    public Optional<AvailabilityTransition> transition() {
      return before == after.state()
          ? Optional.empty()
          : Optional.of(
              new AvailabilityTransition(
                  offer.provider(),
                  offer.id(),
                  offer.model(),
                  before,
                  after.state(),
                  after.reason(),
                  after.source(),
                  after.httpStatus(),
                  null,
                  after.since(),
                  after.version()));
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
          after.evidence(),
          after.capabilities().told(),
          after.version());
    }
  }

  /**
   * A verdict that an operator's override covers for now.
   *
   * @param beneath the verdict by the evidence; it counts again when the override ends
   */
  record Overridden(Judged beneath, OperatorWord word) implements Change {
    @Override
    public OfferKey key() {
      return beneath.key();
    }

    public Availability availability() {
      return word.cover(beneath.availability());
    }
  }

  /** The offer is withdrawn: so is the verdict on it. */
  record Withdrawn(OfferKey key) implements Change {}
}
