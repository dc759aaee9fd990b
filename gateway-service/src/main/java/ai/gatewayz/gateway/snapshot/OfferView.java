package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;

/**
 * An offer and the verdict on it.
 *
 * @param availability null where health has never said anything about it
 */
public record OfferView(Offer offer, Availability availability) {

  /** {@link Availability.State#UNKNOWN} where there is no verdict: no data is never "down". */
  public Availability.State state() {
    return availability == null ? Availability.State.UNKNOWN : availability.state();
  }

  public OfferKey key() {
    return offer.key();
  }
}
