package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Protocol;

/**
 * One offer that can be tried.
 *
 * @param upstreamModel what to call the model in the request to the provider
 * @param substitute whether it is of a model that the operator's configuration names, not the
 *     caller
 */
public record Candidate(
    Provider provider, OfferView offer, String upstreamModel, boolean substitute) {

  /** Of a model that the caller named. */
  public Candidate(Provider provider, OfferView offer, String upstreamModel) {
    this(provider, offer, upstreamModel, false);
  }

  /** Whether the caller asks it in a way of their own, by a suffix that the offer does not have. */
  public boolean varied() {
    return !upstreamModel.equals(offer.offer().upstreamId());
  }

  /** Whether it can be asked in another protocol than chat completions. */
  public boolean speaks(Protocol protocol) {
    return Ability.speaks(provider, offer, protocol);
  }

  /** Canonical model id. */
  public String model() {
    return offer.offer().model();
  }
}
