package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import java.util.List;

/**
 * The offers that a caller's words mean.
 *
 * @param offers at least one, all of one model
 * @param suffix what the caller wrote behind the name
 */
record Wanted(List<OfferView> offers, Suffix suffix) {

  Wanted(List<OfferView> offers) {
    this(offers, Suffix.NONE);
  }

  Wanted {
    offers = List.copyOf(offers);
  }

  /** Canonical id. */
  String model() {
    return offers.getFirst().offer().model();
  }

  List<OfferView> of(Provider provider) {
    return offers.stream().filter(view -> view.offer().provider().equals(provider.id())).toList();
  }

  /**
   * The caller's own suffix replaces the one that the catalog would send; an id that is a variant
   * already, {@code :free}, takes no second one.
   */
  String upstreamModel(OfferView view, Provider provider) {
    String id = view.offer().id();
    return suffix.isOwnedBy(provider) && id.indexOf(':') < 0
        ? id + suffix.text()
        : view.offer().upstreamId();
  }
}
