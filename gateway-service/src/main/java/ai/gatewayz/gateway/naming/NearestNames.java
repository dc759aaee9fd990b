package ai.gatewayz.gateway.naming;

import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import java.util.AbstractList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Models to name to one whose own name nothing goes by: only such as can be called. Of those that
 * are equally near, the one with more offers that work, then with more that may, then the one that
 * is used more. For one thread: it keeps its index for as long as the models are the same.
 */
public final class NearestNames {

  /** What counts less has room for a million. */
  private static final int ROOM = 20;

  private final ToLongFunction<OfferView> uses;
  private NameIndex index = new NameIndex(List.of());

  /**
   * @param uses how often an offer was used lately
   */
  public NearestNames(ToLongFunction<OfferView> uses) {
    this.uses = uses;
  }

  /**
   * @param reach which offers can be called
   */
  public NameIndex.Found find(Snapshot snapshot, String asked, Reach reach) {
    List<ModelEntry> models = snapshot.models();
    List<String> ids = ids(models);
    if (!index.ids().equals(ids)) {
      index = new NameIndex(ids);
    }
    return index.nearest(
        asked,
        name -> models.get(name).offers().stream().anyMatch(reach::callable),
        name -> worth(models.get(name), reach));
  }

  private static List<String> ids(List<ModelEntry> models) {
    return new AbstractList<>() {
      @Override
      public String get(int at) {
        return models.get(at).id();
      }

      @Override
      public int size() {
        return models.size();
      }
    };
  }

  private long worth(ModelEntry model, Reach reach) {
    long working = 0;
    long callable = 0;
    long used = 0;
    for (OfferView offer : model.offers()) {
      if (reach.callable(offer)) {
        callable++;
        working += works(offer) ? 1 : 0;
        used += uses.applyAsLong(offer);
      }
    }
    return ((working << ROOM) + callable << ROOM) + Math.min(used, (1 << ROOM) - 1);
  }

  private static boolean works(OfferView offer) {
    return offer.state() == Availability.State.AVAILABLE
        || offer.state() == Availability.State.DEGRADED;
  }
}
