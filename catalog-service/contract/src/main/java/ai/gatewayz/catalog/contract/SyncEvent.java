package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One attempt to read a provider's list: the value of {@code gatewayz.catalog.syncs}. Sent twice
 * per attempt, first as {@link Result#STARTED}.
 *
 * @param reason why it is not complete, in words for an operator; null for a complete one. Never
 *     holds a key or raw provider text
 * @param finished null while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncEvent(
    String provider,
    String syncId,
    Result result,
    String reason,
    Counts counts,
    Instant started,
    Instant finished) {

  public enum Result {
    @JsonProperty("started")
    STARTED,
    /** the whole list was read: what is missing from it is withdrawn */
    @JsonProperty("complete")
    COMPLETE,
    /** a part was read: additions and changes count, absence says nothing */
    @JsonProperty("partial")
    PARTIAL,
    /** read, but too odd to believe; an operator decides */
    @JsonProperty("quarantined")
    QUARANTINED,
    /** nothing could be read */
    @JsonProperty("failed")
    FAILED,
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
  }

  /**
   * @param listed distinct offers read
   * @param malformed entries that could not be understood and were skipped
   */
  public record Counts(
      int pages, int listed, int malformed, int added, int changed, int withdrawn, int unchanged) {}
}
