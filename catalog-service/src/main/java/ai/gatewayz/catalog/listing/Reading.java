package ai.gatewayz.catalog.listing;

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
 */
public record Reading(Collection<ListedOffer> offers, List<WalkReport> lists) {

  public boolean complete() {
    return lists.stream().allMatch(WalkReport::complete);
  }

  /** Whether a list that might have said more about an offer is missing or short. */
  public boolean joinsWhatIsShort() {
    return lists.size() > 1 && !complete();
  }

  /** Why it is not complete; empty for a complete one. */
  public Optional<String> shortfall() {
    String reasons =
        lists.stream()
            .filter(list -> !list.complete())
            .map(list -> list.list() + ": " + list.shortfall().orElseThrow())
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
  }
}
