package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import java.util.List;
import java.util.Optional;

/**
 * The offers that a caller's words mean.
 *
 * @param offers at least one
 * @param suffix a provider's routing suffix, {@code :fastest}, to send with the model to those who
 *     understand it; empty for none
 * @param owner who does; null for no suffix
 * @param policy what the suffix means among offers
 */
record Wanted(List<OfferView> offers, String suffix, Dialect owner, Optional<Policy> policy) {

  Wanted(List<OfferView> offers) {
    this(offers, "", null, Optional.empty());
  }

  Wanted {
    offers = List.copyOf(offers);
  }

  Wanted with(List<OfferView> fewer) {
    return new Wanted(fewer, suffix, owner, policy);
  }

  /** The caller's own suffix replaces the one that the catalog would send. */
  String upstreamModel(OfferView view, Provider provider) {
    return suffix.isEmpty() || provider.dialect() != owner
        ? view.offer().upstreamId()
        : view.offer().id() + suffix;
  }
}
