package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.health.contract.Availability;
import java.util.Comparator;
import java.util.List;

/**
 * A model and everything that serves it.
 *
 * @param id canonical id, {@code vendor/name}
 * @param offers at least one, in the order of their keys
 */
public record ModelEntry(String id, List<OfferView> offers) {

  public ModelEntry {
    offers = List.copyOf(offers);
    if (offers.isEmpty()) {
      throw new IllegalArgumentException("a model without an offer: " + id);
    }
  }

  /** The state of its best offer: a model is as good as the best route to it. */
  public Availability.State state() {
    return best(offers.stream().map(OfferView::state).toList());
  }

  /** The best of some states; {@code UNKNOWN} for none. */
  public static Availability.State best(List<Availability.State> states) {
    return states.stream()
        .min(Comparator.comparingInt(ModelEntry::rank))
        .orElse(Availability.State.UNKNOWN);
  }

  /** What is known to answer first, then what may, what would after minutes, and what does not. */
  private static int rank(Availability.State state) {
    return switch (state) {
      case AVAILABLE -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case UNPROBEABLE -> 3;
      case COLD -> 4;
      case UNAVAILABLE -> 5;
    };
  }
}
