package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.OfferKey;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A change of an offer's state, as the evidence has it: the value of {@code
 * gatewayz.health.transitions}. What an operator says of the offer meanwhile is no part of it.
 *
 * @param provider provider id
 * @param id the provider's own model id, byte-exact
 * @param model canonical model id
 * @param from the state before
 * @param to the state since
 * @param reason the finding that decided, by its JSON name; null where none did
 * @param source where the deciding evidence came from
 * @param httpStatus status of the deciding answer; null where there was none
 * @param leftOut how many changes between the previous event and this one are left out because they
 *     came faster than they could be published; {@code from} is the state before the first of them.
 *     Null for none
 * @param at when the offer came into this state
 * @param version that of the verdict; grows with every verdict on this offer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvailabilityTransition(
    String provider,
    String id,
    String model,
    Availability.State from,
    Availability.State to,
    String reason,
    Availability.Source source,
    Integer httpStatus,
    Integer leftOut,
    Instant at,
    long version) {

  @JsonIgnore
  public OfferKey key() {
    return new OfferKey(provider, id);
  }

  /** This change and the one that follows it, merged into one. */
  public AvailabilityTransition and(AvailabilityTransition later) {
    int out = 1 + leftOut(leftOut) + leftOut(later.leftOut);
    return new AvailabilityTransition(
        provider,
        id,
        later.model,
        from,
        later.to,
        later.reason,
        later.source,
        later.httpStatus,
        out,
        later.at,
        later.version);
  }

  private static int leftOut(Integer count) {
    return count == null ? 0 : count;
  }
}
