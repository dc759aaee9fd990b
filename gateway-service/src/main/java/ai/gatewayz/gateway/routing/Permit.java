package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.Offer;

/**
 * Which offers whoever asks may use.
 *
 * @param models by their canonical ids
 * @param providers by their ids
 */
public record Permit(Patterns models, Patterns providers) {

  /** For who may use everything. */
  public static final Permit ALL = new Permit(Patterns.ANY, Patterns.ANY);

  public boolean allows(Offer offer) {
    return models.allow(offer.model()) && providers.allow(offer.provider());
  }

  public boolean allowsProvider(String id) {
    return providers.allow(id);
  }

  public boolean isAll() {
    return equals(ALL);
  }
}
