package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.OfferKey;

/** What live traffic of the last moments says of offers. */
public interface Standings {

  /** Nothing has gone wrong lately. */
  Standings NONE = key -> false;

  /** Whether the offer, or its provider, failed so lately that others come first. */
  boolean cooling(OfferKey offer);
}
