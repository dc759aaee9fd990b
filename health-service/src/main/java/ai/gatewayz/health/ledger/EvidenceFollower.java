package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.verdict.Observation;

/**
 * Hears of every piece of evidence on an offer under watch, on whatever thread brought it; takes it
 * and returns at once.
 */
public interface EvidenceFollower {

  void seen(Offer offer, Observation evidence);
}
