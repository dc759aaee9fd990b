package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.Capability;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is held of one capability of an offer.
 *
 * @param at when the evidence was seen that it stands on; null where it is only declared
 * @param evidence what it stands on; null where it is only declared
 * @param reason what an answer showed that refutes it: {@code refused}, {@code ignored}, {@code
 *     wrong}; null where nothing does
 * @param httpStatus status of the deciding answer; null where there was none
 * @param dimension of the vectors, of embeddings that are verified; null of anything else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapabilityVerdict(
    State state,
    Instant at,
    Availability.Source evidence,
    String reason,
    Integer httpStatus,
    Integer dimension) {

  public enum State {
    /** the provider's list says so, and nothing that was seen does */
    @JsonEnumDefaultValue
    @JsonProperty("declared")
    DECLARED,
    /** an answer has shown it */
    @JsonProperty("verified")
    VERIFIED,
    /** answers have shown that it is not so */
    @JsonProperty("refuted")
    REFUTED
  }

  /** What the provider's list says, and no more. */
  public static final CapabilityVerdict LISTED =
      new CapabilityVerdict(State.DECLARED, null, null, null, null, null);

  /** In the order of the enum, so that equal verdicts are written as equal JSON. */
  static Map<Capability, CapabilityVerdict> ordered(Map<Capability, CapabilityVerdict> values) {
    if (values == null || values.isEmpty()) {
      return Map.of();
    }
    Map<Capability, CapabilityVerdict> copy = new EnumMap<>(Capability.class);
    values.forEach(
        (capability, verdict) -> {
          if (capability != null && verdict != null) {
            copy.put(capability, verdict);
          }
        });
    return Collections.unmodifiableMap(copy);
  }
}
