package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.verdict.Observation;

/**
 * Is notified of every piece of evidence on a watched offer, on whatever thread brought it; takes
 * it and returns at once.
 */
public interface EvidenceFollower {

  void seen(Offer offer, Observation evidence);
}
