package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The models most like one, remembered for as long as their snapshot is the current one: who polls
 * a dead model would have all models walked for each of his requests.
 */
final class Neighbours {

  /** Of so many one finds enough that serve, mostly. */
  static final int MANY = 256;

  private static final int REMEMBERED = 64;

  private WeakReference<Snapshot> seen = new WeakReference<>(null);

  private final Map<String, List<ModelEntry>> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ModelEntry>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Models of which an offer serves, as {@link Suggestions#alternatives} finds them.
   *
   * @param model the canonical id of the one that cannot be had
   */
  List<String> alternatives(Snapshot snapshot, String model, Predicate<OfferView> serves) {
    List<ModelEntry> near = of(snapshot, model);
    List<String> found =
        near.stream()
            .filter(entry -> entry.offers().stream().anyMatch(serves))
            .limit(Suggestions.MOST)
            .map(ModelEntry::id)
            .toList();
    return found.size() == Suggestions.MOST || near.size() < MANY
        ? found
        : Suggestions.alternatives(snapshot, model, serves);
  }

  /** The most alike first. */
  synchronized List<ModelEntry> of(Snapshot snapshot, String model) {
    if (seen.get() != snapshot) {
      remembered.clear();
      seen = new WeakReference<>(snapshot);
    }
    return remembered.computeIfAbsent(
        model, id -> Suggestions.nearest(snapshot, id, MANY, offer -> true));
  }
}
