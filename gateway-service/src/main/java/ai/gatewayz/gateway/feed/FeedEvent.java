package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.health.contract.Availability;

/** What one record of the two topics says. */
sealed interface FeedEvent {

  record Offered(Offer offer) implements FeedEvent {}

  record Withdrawn(OfferKey key) implements FeedEvent {}

  record Judged(Availability verdict) implements FeedEvent {}

  record Forgotten(OfferKey key) implements FeedEvent {}

  record Unusable(Reading.Refused<?> refused) implements FeedEvent {}

  /** Enters it; what cannot be used changes nothing. */
  default void enter(Ledger ledger) {
    switch (this) {
      case Offered offered -> ledger.offer(offered.offer);
      case Withdrawn withdrawn -> ledger.withdraw(withdrawn.key);
      case Judged judged -> ledger.availability(judged.verdict);
      case Forgotten forgotten -> ledger.forget(forgotten.key);
      case Unusable ignored -> {}
    }
  }
}
