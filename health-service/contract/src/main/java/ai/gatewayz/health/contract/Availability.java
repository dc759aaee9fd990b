package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.OfferKey;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The verdict on an offer as it is now: the value of {@code gatewayz.health.availability}.
 *
 * @param provider provider id
 * @param id the provider's own model id, byte-exact
 * @param model canonical model id
 * @param reason the finding that decided, by its JSON name, for example {@code model_gone}; null
 *     for "no data yet"
 * @param source where the deciding evidence came from
 * @param since when the offer came into this state
 * @param lastVerified when it last answered; null where it never did
 * @param lastChecked when evidence last came in; null where none did
 * @param httpStatus status of the deciding answer; null where there was none
 * @param ttftMillis time to first token as last measured; null where unknown
 * @param retryAt when it is worth asking again (cold start, back-off); null where unknown
 * @param evidence what the state is based on: of an available or degraded offer, where it last
 *     answered; of another, what decided. One of {@code probe}, {@code traffic}, {@code listing};
 *     null where nothing was seen
 * @param version grows with every verdict on this offer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Availability(
    String provider,
    String id,
    String model,
    State state,
    String reason,
    Source source,
    Instant since,
    Instant lastVerified,
    Instant lastChecked,
    Integer httpStatus,
    Long ttftMillis,
    Instant retryAt,
    Source evidence,
    long version) {

  /** Of which it is not known what it stands on. */
  public Availability(
      String provider,
      String id,
      String model,
      State state,
      String reason,
      Source source,
      Instant since,
      Instant lastVerified,
      Instant lastChecked,
      Integer httpStatus,
      Long ttftMillis,
      Instant retryAt,
      long version) {
    this(
        provider,
        id,
        model,
        state,
        reason,
        source,
        since,
        lastVerified,
        lastChecked,
        httpStatus,
        ttftMillis,
        retryAt,
        null,
        version);
  }

  @JsonIgnore
  public OfferKey key() {
    return new OfferKey(provider, id);
  }

  public enum State {
    /** it has given a complete answer lately */
    @JsonProperty("available")
    AVAILABLE,
    /** it has answered, and does so more often than not, but not reliably */
    @JsonProperty("degraded")
    DEGRADED,
    /**
     * repeated evidence about the model itself, or faults that last, say that it does not answer
     */
    @JsonProperty("unavailable")
    UNAVAILABLE,
    /** it sleeps: the first request waits for minutes */
    @JsonProperty("cold")
    COLD,
    /** it has not answered yet, or not for long */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN,
    /** it is not probed: a probe would cost too much, or its kind has no cheap probe */
    @JsonProperty("unprobeable")
    UNPROBEABLE
  }

  public enum Source {
    @JsonProperty("probe")
    PROBE,
    /** live traffic through the gateway */
    @JsonProperty("traffic")
    TRAFFIC,
    /** the provider's own listing */
    @JsonProperty("listing")
    LISTING,
    @JsonProperty("operator")
    OPERATOR,
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
  }
}
