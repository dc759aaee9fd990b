package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One attempt to read a provider's list: the value of {@code gatewayz.catalog.syncs}. Sent twice
 * per attempt, first as {@link Result#STARTED}.
 *
 * @param reason why it is not complete, in words for an operator; null for a complete one. Never
 *     holds a key or raw provider text
 * @param drift how the entries differ in form from those of earlier syncs; mostly empty
 * @param finished null while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncEvent(
    String provider,
    String syncId,
    Result result,
    String reason,
    Counts counts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Drift> drift,
    Instant started,
    Instant finished) {

  public SyncEvent {
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

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
   * @param held implausible changes that are quarantined until an operator decides; not among the
   *     added, changed and withdrawn
   */
  public record Counts(
      int pages,
      int listed,
      int malformed,
      int added,
      int changed,
      int withdrawn,
      int unchanged,
      int held) {}

  /**
   * One field of a list's entries that is not as it was.
   *
   * @param list which of the provider's lists, for example {@code hub}
   * @param field its path, for example {@code pricing.input} or {@code providers[].status}
   * @param from its types before, each with the share of entries that had it, for example {@code
   *     {"number":0.98,"null":0.02}}; empty where it was absent
   * @param to the same now
   */
  public record Drift(
      String list, String field, DriftKind kind, Map<String, Double> from, Map<String, Double> to) {
    public Drift {
      from = from == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(from));
      to = to == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(to));
    }
  }

  public enum DriftKind {
    /** fewer entries have the field, or none */
    @JsonProperty("vanished")
    VANISHED,
    /** more entries have the field, or it is new */
    @JsonProperty("appeared")
    APPEARED,
    /** as many entries have it, with another JSON type */
    @JsonProperty("retyped")
    RETYPED,
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
  }
}
