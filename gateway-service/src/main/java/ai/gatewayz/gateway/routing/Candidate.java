package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;

/**
 * One offer that can be tried.
 *
 * @param upstreamModel what to call the model in the request to the provider
 */
public record Candidate(Provider provider, OfferView offer, String upstreamModel) {

  /** Canonical model id. */
  public String model() {
    return offer.offer().model();
  }
}
