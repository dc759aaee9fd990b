package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Offer;

/** Which offers whoever asks may use. */
@FunctionalInterface
public interface Permit {

  /** For who may use everything. */
  Permit ALL = offer -> true;

  boolean allows(Offer offer);
}
