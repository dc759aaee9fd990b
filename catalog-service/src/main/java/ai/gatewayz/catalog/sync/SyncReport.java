package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.listing.Reading;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.providers.listing.WalkReport;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a sync found and did, in full. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncReport(
    SyncEvent.Counts counts, List<ListReport> lists, List<SyncEvent.Drift> drift) {

  public static final SyncReport NONE =
      new SyncReport(new SyncEvent.Counts(0, 0, 0, 0, 0, 0, 0, 0), List.of(), List.of());

  /**
   * One list of it.
   *
   * @param readings how often it was read from its first page on: again where it changed meanwhile
   * @param failures requests that failed, by why
   * @param malformed skipped entries by what was wrong with them
   * @param shortfall why it is not complete; null for a complete one
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ListReport(
      String list,
      int pages,
      int readings,
      int offers,
      int duplicates,
      int notOffered,
      Map<String, Integer> malformed,
      Map<String, Integer> failures,
      Long declared,
      String shortfall) {

    static ListReport of(WalkReport walk) {
      Map<String, Integer> malformed = new TreeMap<>();
      walk.flaws().forEach((flaw, count) -> malformed.put(flaw.words(), count));
      return new ListReport(
          walk.list(),
          walk.pages(),
          walk.readings(),
          walk.offers(),
          walk.duplicates(),
          walk.notOffered(),
          malformed,
          new TreeMap<>(walk.failures()),
          walk.declared(),
          walk.shortfall().orElse(null));
    }
  }

  /**
   * @param diff what was published of it
   * @param held how many changes were not
   */
  static SyncReport of(Reading reading, Diff diff, int held, List<SyncEvent.Drift> drift) {
    return new SyncReport(
        counts(reading, diff, held), reading.lists().stream().map(ListReport::of).toList(), drift);
  }

  private static SyncEvent.Counts counts(Reading reading, Diff diff, int held) {
    return new SyncEvent.Counts(
        reading.lists().stream().mapToInt(WalkReport::pages).sum(),
        reading.offers().size(),
        reading.lists().stream().mapToInt(WalkReport::malformed).sum(),
        diff.added().size(),
        diff.changed().size(),
        diff.withdrawn().size(),
        diff.unchanged(),
        held);
  }
}
