package ai.gatewayz.catalog.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * One rule of an operator.
 *
 * @param provider null for a filter over all providers
 * @param target the provider's own id, byte-exact; the pattern of a filter
 * @param pin what a pin says; null for the others
 * @param evidence where to read more; null where there is nothing
 * @param expires from when on it does not count any more; null for never
 */
public record Rule(
    String id,
    Kind kind,
    String provider,
    String target,
    Pin pin,
    String reason,
    String evidence,
    String author,
    Instant created,
    Instant expires) {

  @RegisterForReflection
  public enum Kind {
    /** the offer is not published */
    @JsonProperty("block")
    BLOCK,
    /** what the pattern fits is not published */
    @JsonProperty("filter")
    FILTER,
    /** the offer is kept, or published with other facts than its provider lists */
    @JsonProperty("pin")
    PIN
  }
}
