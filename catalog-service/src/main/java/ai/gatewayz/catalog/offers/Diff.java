package ai.gatewayz.catalog.offers;

import ai.gatewayz.providers.listing.ListedOffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a provider's list differs from what is stored. Pure.
 *
 * @param withdrawn stored, and not listed any more
 */
public record Diff(
    List<Listed> added, List<Changed> changed, List<Stored> withdrawn, int unchanged) {

  /** What a list may do to the offers, by how much of it was read. */
  public enum Reach {
    /** all was read: absence means withdrawn */
    COMPLETE,
    /** a part was read: absence says nothing */
    PARTIAL,
    /** another list that might say more about these offers is missing: only new ones count */
    ONLY_NEW
  }

  public static final Diff NONE = new Diff(List.of(), List.of(), List.of(), 0);

  public record Listed(ListedOffer offer, String fingerprint) {}

  public record Changed(Listed now, Stored before) {}

  public static Diff between(
      String provider, Collection<Stored> stored, Collection<ListedOffer> listed, Reach reach) {
    Map<String, Stored> absent = new HashMap<>(stored.size() * 4 / 3 + 1);
    stored.forEach(offer -> absent.put(offer.id(), offer));
    List<Listed> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    int unchanged = 0;
    for (ListedOffer offer : listed) {
      Stored before = absent.remove(offer.id());
      String fingerprint = Fingerprint.of(provider, offer);
      if (before == null) {
        added.add(new Listed(offer, fingerprint));
      } else if (before.fingerprint().equals(fingerprint) || reach == Reach.ONLY_NEW) {
        unchanged++;
      } else {
        changed.add(new Changed(new Listed(offer, fingerprint), before));
      }
    }
    List<Stored> withdrawn = reach == Reach.COMPLETE ? List.copyOf(absent.values()) : List.of();
    return new Diff(added, changed, withdrawn, unchanged);
  }

  /** The same without some offers, by id. */
  public Diff without(Collection<String> ids) {
    if (ids.isEmpty()) {
      return this;
    }
    Set<String> out = Set.copyOf(ids);
    return new Diff(
        added.stream().filter(listed -> !out.contains(listed.offer().id())).toList(),
        changed.stream().filter(change -> !out.contains(change.before().id())).toList(),
        withdrawn.stream().filter(offer -> !out.contains(offer.id())).toList(),
        unchanged);
  }

  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && withdrawn.isEmpty();
  }
}
