package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import java.util.function.Predicate;

/** What outlives a replica beside the verdicts: when offers were probed, and in what form. */
public interface Memories {

  /**
   * Recalls what is known of offers into the ledger. Blocks for a bounded time; where the memory
   * cannot be reached the ledger goes on without.
   */
  void recall(Predicate<OfferKey> of);
}
