package ai.gatewayz.catalog.contract;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tells native builds which types of this contract are read and written as JSON. */
@RegisterForReflection(
    targets = {
      Offer.class,
      OfferChange.class,
      OfferChange.Field.class,
      OfferChange.Kind.class,
      ModelAlias.class,
      ModelAlias.Policy.class,
      SyncEvent.class,
      SyncEvent.Counts.class,
      SyncEvent.Drift.class,
      SyncEvent.DriftKind.class,
      SyncEvent.Result.class,
      Signal.class,
      Signal.State.class,
      Price.class,
      Price.PerToken.class,
      Price.Free.class,
      Price.Variable.class,
      Price.Unknown.class,
      PriceTerms.class,
      PriceTerms.Conditional.class,
      PriceTerms.When.class,
      Capability.class,
      CapabilitySource.class,
      Modality.class
    })
final class ContractReflection {
  private ContractReflection() {}
}
