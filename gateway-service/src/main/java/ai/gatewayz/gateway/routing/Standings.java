package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;
import java.util.OptionalLong;

/** What live traffic of the last moments says of offers. */
public interface Standings {

  /** Nothing has gone wrong lately, and nothing was measured. */
  Standings NONE = key -> false;

  /** Whether the offer, or its provider, failed so lately that others come first. */
  boolean cooling(OfferKey offer);

  /** Whether it answers, but fails so often that what is as good comes first. */
  default boolean faltering(OfferKey offer) {
    return false;
  }

  /** Time to first token as this replica measures it. */
  default OptionalLong ttftMillis(OfferKey offer) {
    return OptionalLong.empty();
  }
}
