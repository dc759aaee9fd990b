package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Which models to name to a caller whose own cannot be had, though it is known. Walks the whole
 * snapshot: not for an event loop.
 */
final class Suggestions {

  static final int MOST = 5;

  /** Twice the price is as far away as a name that differs in two letters. */
  private static final int PRICE_WEIGHT = 2;

  private static final int MOST_DOUBLINGS = 6;
  private static final int UNKNOWN_PRICE = 2;

  private Suggestions() {}

  /**
   * Models of which an offer serves; those of a like name and a like price first.
   *
   * @param model the canonical id of the one that cannot be had
   */
  static List<String> alternatives(Snapshot snapshot, String model, Predicate<OfferView> serves) {
    return nearest(snapshot, model, MOST, serves).stream().map(ModelEntry::id).toList();
  }

  /** The same, so many of them. */
  static List<ModelEntry> nearest(
      Snapshot snapshot, String model, int most, Predicate<OfferView> serves) {
    Closeness closeness = new Closeness(model);
    OptionalDouble price =
        snapshot.model(model).map(Suggestions::price).orElse(OptionalDouble.empty());
    Best best = new Best(most);
    for (ModelEntry entry : snapshot.models()) {
      if (!entry.id().equalsIgnoreCase(model) && entry.offers().stream().anyMatch(serves)) {
        int dearer = PRICE_WEIGHT * doublings(price, price(entry));
        best.add(
            entry, dearer + closeness.distance(entry.id(), Math.max(0, best.bound() - dearer)));
      }
    }
    return best.models();
  }

  /** How many times one price is the double of the other; an unknown one may be anything. */
  private static int doublings(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty() || other.isEmpty()) {
      return UNKNOWN_PRICE;
    }
    // Between a cent and nothing there is no difference worth a word.
    double ratio = Math.max(one.getAsDouble(), 0.01) / Math.max(other.getAsDouble(), 0.01);
    return (int) Math.min(MOST_DOUBLINGS, Math.round(Math.abs(Math.log(ratio) / Math.log(2))));
  }

  private static OptionalDouble price(ModelEntry model) {
    return model.offers().stream()
        .map(view -> view.offer().price())
        .filter(price -> price instanceof Price.PerToken || price instanceof Price.Free)
        .mapToDouble(price -> RequestPrice.cost(price).doubleValue())
        .min();
  }

  private record Near(ModelEntry model, int distance) {

    static final Comparator<Near> ORDER =
        Comparator.comparingInt(Near::distance).thenComparing(near -> near.model.id());
  }

  /** The nearest so far; ids come in their order, so that of equals the first ones stay. */
  private static final class Best {
    private final PriorityQueue<Near> near = new PriorityQueue<>(Near.ORDER.reversed());
    private final int most;

    Best(int most) {
      this.most = most;
    }

    /** A distance from which on nothing is wanted any more. */
    int bound() {
      return near.size() < most ? Integer.MAX_VALUE : near.peek().distance;
    }

    void add(ModelEntry model, int distance) {
      if (distance < bound()) {
        near.add(new Near(model, distance));
        if (near.size() > most) {
          near.poll();
        }
      }
    }

    List<ModelEntry> models() {
      return near.stream().sorted(Near.ORDER).map(Near::model).toList();
    }
  }
}
