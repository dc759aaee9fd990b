package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.health.contract.Availability;
import java.util.Optional;

/** What one event of the two topics says. */
sealed interface FeedEvent {

  record Offered(Offer offer) implements FeedEvent {}

  record Withdrawn(OfferKey key) implements FeedEvent {}

  record Judged(Availability verdict) implements FeedEvent {}

  record Forgotten(OfferKey key) implements FeedEvent {}

  record Unusable(Skip reason) implements FeedEvent {}

  /** Enters it; the reason where it could not be taken. */
  default Optional<Skip> enter(Ledger ledger) {
    switch (this) {
      case Offered offered -> ledger.offer(offered.offer);
      case Withdrawn withdrawn -> ledger.withdraw(withdrawn.key);
      case Judged judged -> ledger.availability(judged.verdict);
      case Forgotten forgotten -> ledger.forget(forgotten.key);
      case Unusable unusable -> {
        return Optional.of(unusable.reason);
      }
    }
    return Optional.empty();
  }
}
