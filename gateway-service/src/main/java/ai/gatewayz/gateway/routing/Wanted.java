package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import java.util.List;

/**
 * The offers that a caller's words mean.
 *
 * @param offers at least one
 * @param suffix a provider's routing suffix, {@code :fastest}, to send with the model; empty for
 *     none
 */
record Wanted(List<OfferView> offers, String suffix) {

  Wanted(List<OfferView> offers) {
    this(offers, "");
  }

  Wanted {
    offers = List.copyOf(offers);
  }

  /** The caller's own suffix replaces the one that the catalog would send. */
  String upstreamModel(OfferView view) {
    return suffix.isEmpty() ? view.offer().upstreamId() : view.offer().id() + suffix;
  }
}
