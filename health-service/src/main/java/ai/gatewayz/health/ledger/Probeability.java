package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import java.util.Optional;

/** Whether an offer can be asked cheaply at all. Pure. */
public final class Probeability {

  private final Providers providers;

  public Probeability(Providers providers) {
    this.providers = providers;
  }

  /** What stands in the way, as a reason of an availability; empty where nothing does. */
  public Optional<String> obstacle(Offer offer) {
    Optional<Provider> provider = providers.find(offer.provider());
    if (provider.isEmpty()) {
      return Optional.of("provider_unknown");
    }
    if (!provider.get().configured()) {
      return Optional.of("provider_unconfigured");
    }
    if (Boolean.FALSE.equals(offer.serverless())) {
      return Optional.of("not_serverless");
    }
    return offer.can(Capability.CHAT) ? Optional.empty() : Optional.of("not_chat");
  }
}
