package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One step in the life of an offer: the value of {@code gatewayz.catalog.changes}.
 *
 * @param version the offer's version after this change
 * @param syncId the sync that found it; null where an operator did it
 * @param fields what changed, for {@link Kind#CHANGED}; for {@link Kind#RETIRING} the day, {@code
 *     deprecation}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferChange(
    String provider,
    String id,
    String model,
    Kind kind,
    List<Field> fields,
    long version,
    String syncId,
    Instant at) {

  public OfferChange {
    fields = fields == null ? List.of() : List.copyOf(fields);
  }

  public enum Kind {
    @JsonProperty("added")
    ADDED,
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("withdrawn")
    WITHDRAWN,
    /** its provider takes it away soon: told a week and a day ahead of its last day */
    @JsonProperty("retiring")
    RETIRING,
    /** a kind that this reader is too old to know */
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
  }

  /**
   * A field of the offer by its JSON name, with its JSON values before and after; null where
   * absent.
   */
  public record Field(String name, JsonNode from, JsonNode to) {}
}
