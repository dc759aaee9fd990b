package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Which models to name to a caller whose own cannot be had. Walks the whole snapshot: not for an
 * event loop.
 */
public final class Suggestions {

  static final int MOST = 5;

  /** Twice the price is as far away as a name that differs in two letters. */
  private static final int PRICE_WEIGHT = 2;

  private static final int MOST_DOUBLINGS = 6;
  private static final int UNKNOWN_PRICE = 2;

  private Suggestions() {}

  /** Ids that look most like a name that nothing goes by; none where nothing is near. */
  public static List<String> nearest(Snapshot snapshot, String asked) {
    Closeness closeness = new Closeness(asked);
    PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparing(Near::distance).reversed());
    for (ModelEntry model : snapshot.models()) {
      int bound = best.size() < MOST ? Integer.MAX_VALUE : best.peek().distance;
      int distance = closeness.distance(model.id(), bound);
      if (distance < bound && distance <= closeness.farthest()) {
        best.add(new Near(model.id(), distance));
        if (best.size() > MOST) {
          best.poll();
        }
      }
    }
    return best.stream()
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::id))
        .map(Near::id)
        .toList();
  }

  /**
   * Models of which an offer serves; those of a like name and a like price first.
   *
   * @param model the canonical id of the one that cannot be had
   */
  static List<String> alternatives(Snapshot snapshot, String model, Predicate<OfferView> serves) {
    Closeness closeness = new Closeness(model);
    OptionalDouble price =
        snapshot.model(model).map(Suggestions::price).orElse(OptionalDouble.empty());
    return snapshot.models().stream()
        .filter(entry -> !entry.id().equalsIgnoreCase(model))
        .filter(entry -> entry.offers().stream().anyMatch(serves))
        .map(
            entry ->
                new Near(
                    entry.id(),
                    closeness.distance(entry.id(), Integer.MAX_VALUE)
                        + PRICE_WEIGHT * doublings(price, price(entry))))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::id))
        .limit(MOST)
        .map(Near::id)
        .toList();
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
        .mapToDouble(price -> Preference.cost(price).doubleValue())
        .min();
  }

  private record Near(String id, int distance) {}

  /**
   * How unlike two names are: edits of the part after the vendor, case apart; a foreign vendor is
   * one more.
   */
  private static final class Closeness {
    private final String name;
    private final String vendor;
    private int[] row = new int[0];
    private int[] previous = new int[0];

    Closeness(String asked) {
      String lower = asked.toLowerCase(Locale.ROOT);
      int slash = lower.lastIndexOf('/');
      name = lower.substring(slash + 1);
      vendor = slash < 0 ? "" : lower.substring(0, slash);
    }

    int farthest() {
      return Math.max(2, name.length() / 3) + 1;
    }

    int distance(String id, int bound) {
      String lower = id.toLowerCase(Locale.ROOT);
      int slash = lower.lastIndexOf('/');
      String other = lower.substring(slash + 1);
      int foreign = slash >= 0 && lower.substring(0, slash).equals(vendor) ? 0 : 1;
      if (Math.abs(other.length() - name.length()) + foreign >= bound) {
        return bound;
      }
      return edits(other) + foreign;
    }

    private int edits(String other) {
      int width = other.length() + 1;
      if (row.length < width) {
        row = new int[width];
        previous = new int[width];
      }
      for (int j = 0; j < width; j++) {
        previous[j] = j;
      }
      for (int i = 1; i <= name.length(); i++) {
        row[0] = i;
        for (int j = 1; j < width; j++) {
          int change = previous[j - 1] + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
        }
        int[] swap = previous;
        previous = row;
        row = swap;
      }
      return previous[width - 1];
    }
  }
}
