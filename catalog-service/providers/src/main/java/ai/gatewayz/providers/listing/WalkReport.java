package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.listing.Mapped.Flaw;
import java.util.Map;
import java.util.Optional;

/**
 * How the walk over one list went.
 *
 * @param pages read, over all readings
 * @param readings how often it was read from its first page on
 * @param offers distinct offers read from it
 * @param duplicates entries whose id had been read before
 * @param notOffered entries understood and left out
 * @param flaws entries that could not be understood
 * @param failures requests that failed, by why; each was tried again unless it was the last
 * @param declared how many entries the provider says there are; null where it does not
 * @param shortfall why the list is not complete; empty for a complete one
 */
public record WalkReport(
    String list,
    int pages,
    int readings,
    int offers,
    int duplicates,
    int notOffered,
    Map<Flaw, Integer> flaws,
    Map<String, Integer> failures,
    Long declared,
    Optional<String> shortfall) {

  public boolean complete() {
    return shortfall.isEmpty();
  }

  public int malformed() {
    return flaws.values().stream().mapToInt(Integer::intValue).sum();
  }
}
