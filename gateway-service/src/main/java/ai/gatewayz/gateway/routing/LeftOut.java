package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.OfferView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * An offer of a wanted model that is not tried, and why.
 *
 * @param condition the request field that excludes it, for example {@code provider.only}; empty
 *     where no condition of the request does
 * @param block the operator's block of it; null where there is none
 */
public record LeftOut(OfferView offer, Reason reason, String condition, Block block) {

  public LeftOut(OfferView offer, Reason reason) {
    this(offer, reason, "", null);
  }

  static LeftOut by(String condition, OfferView offer, Reason reason) {
    return new LeftOut(offer, reason, condition, null);
  }

  /** Whether it could be expected to answer, and is left out for its faults alone. */
  public boolean promised(Instant now) {
    return (reason == Reason.COOLING || reason == Reason.UNAVAILABLE) && offer.promised(now);
  }

  /**
   * An operator's block of an offer.
   *
   * @param reason one line
   * @param until the first day (UTC) on which the offer is used again; null: until somebody takes
   *     the word away
   */
  public record Block(String reason, LocalDate until) {}

  /**
   * In the order in which they are looked for: the later one of them is met, the closer an offer
   * came to being tried.
   */
  public enum Reason {
    /** the caller's key may not use its model or its provider */
    NOT_ALLOWED,
    /** there is no key for its provider, or it is switched off */
    UNCONFIGURED,
    /** the request does not want its provider */
    NOT_WANTED,
    /** the request asks for a promise on its data that only OpenRouter takes */
    NO_PROMISE,
    /** an operator does not want it to be used */
    BLOCKED,
    /** only on a deployment of one's own */
    NOT_SERVERLESS,
    /** it does not do what is asked */
    MISSING_CAPABILITY,
    /** it is listed to do what is asked, and tests have shown that it does not */
    REFUTED_CAPABILITY,
    /**
     * it costs more than the request allows, or its price is unknown and the request has a limit
     */
    OVER_PRICE,
    /** the asked output alone does not fit its context */
    CONTEXT_TOO_SMALL,
    /** the verdict says that it does not answer */
    UNAVAILABLE,
    /** it sleeps, and another offer is awake */
    COLD,
    /** it failed a moment ago, and another offer did not */
    COOLING;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Whether it may be different soon, without anybody changing the request. */
    public boolean passing() {
      return this == UNAVAILABLE || this == COLD || this == COOLING;
    }

    public String label() {
      return label;
    }
  }
}
