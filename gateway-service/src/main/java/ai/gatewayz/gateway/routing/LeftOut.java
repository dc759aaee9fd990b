package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import java.util.Locale;

/** An offer of a wanted model that is not tried, and why. */
public record LeftOut(OfferView offer, Reason reason) {

  public enum Reason {
    /** the verdict says that it does not answer */
    UNAVAILABLE,
    /** it sleeps, and another offer is awake */
    COLD,
    /** it failed a moment ago, and another offer did not */
    COOLING,
    /** there is no key for its provider, or it is switched off */
    UNCONFIGURED,
    /** an operator does not want it to be used */
    BLOCKED,
    /** the request does not want its provider */
    NOT_WANTED,
    /** the request asks for a promise on its data that only OpenRouter takes */
    NO_PROMISE,
    /**
     * it costs more than the request allows, or its price is unknown and the request has a limit
     */
    OVER_PRICE,
    /** it does not do what is asked */
    MISSING_CAPABILITY,
    /** prompt and output do not fit its context */
    CONTEXT_TOO_SMALL,
    /** only on a deployment of one's own */
    NOT_SERVERLESS;

    /** Whether it may be different soon, without anybody changing the request. */
    public boolean passing() {
      return this == UNAVAILABLE || this == COLD || this == COOLING;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
