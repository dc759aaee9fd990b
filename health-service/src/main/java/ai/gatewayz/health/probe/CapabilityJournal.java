package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.capability.Tested;

/** Writes down what is held of capabilities, so that it outlives this replica. */
public interface CapabilityJournal {

  /** Takes it and returns at once. */
  void learned(OfferKey offer, Capability capability, Tested held);
}
