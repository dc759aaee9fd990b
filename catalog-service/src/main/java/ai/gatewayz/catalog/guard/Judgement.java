package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.offers.Diff;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of a difference.
 *
 * @param released to be published
 * @param held to be decided by an operator
 * @param rejected held as well, because an operator has said that it is not so
 */
public record Judgement(Diff released, List<Held> held, List<Held> rejected) {

  /** How many changes are not published. */
  public int withheld() {
    return held.size() + rejected.size();
  }

  /** Why an operator is needed; empty where none is. */
  public Optional<String> reason() {
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Map<Held.Reason, Integer> counts = new EnumMap<>(Held.Reason.class);
    held.forEach(change -> counts.merge(change.reason(), 1, Integer::sum));
    return Optional.of(
        "quarantined for an operator: "
            + counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining(", ")));
  }
}
