package ai.gatewayz.catalog.listing;

import ai.gatewayz.catalog.drift.ListShape;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.WalkReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was read of a provider's lists.
 *
 * @param offers each id once
 * @param shapes the form of each list's entries
 */
public record Reading(
    Collection<ListedOffer> offers, List<WalkReport> lists, List<ListShape> shapes) {

  /** What cannot be understood may be any of the offers: a few are odd, more are a broken list. */
  private static final double MOST_MALFORMED = 0.1;

  public boolean complete() {
    return shortfall().isEmpty();
  }

  /** Whether a list that might have said more about an offer is missing or short. */
  public boolean joinsWhatIsShort() {
    return lists.size() > 1 && !complete();
  }

  /** Why it is not complete; empty for a complete one. */
  public Optional<String> shortfall() {
    String reasons =
        lists.stream()
            .flatMap(list -> shortfall(list).map(why -> list.list() + ": " + why).stream())
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
  }

  private static Optional<String> shortfall(WalkReport list) {
    int entries = list.offers() + list.notOffered() + list.malformed();
    return list.shortfall().isEmpty() && list.malformed() > entries * MOST_MALFORMED
        ? Optional.of(list.malformed() + " of " + entries + " entries could not be read")
        : list.shortfall();
  }
}
