package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The state that events build up, for one thread. An event that is not newer than what is held
 * changes nothing, so events may come twice or again from the start. Offers and verdicts come on
 * different topics and in any order between them.
 */
public final class Ledger {

  private static final long ADOPTED = -1;

  private static final Comparator<OfferView> BY_KEY =
      Comparator.comparing((OfferView view) -> view.offer().provider())
          .thenComparing(view -> view.offer().id());

  private final SharedMap.Builder<String, ModelEntry> models;
  private final SharedMap.Builder<OfferKey, OfferView> offers;
  // Verdicts on offers that are not (or no longer) there: the offer may still come.
  private final SharedMap.Builder<OfferKey, Availability> waiting;
  private final SharedMap.Builder<OfferKey, OfferKey> aliases;
  // Of the offers that have any.
  private final SharedMap.Builder<OfferKey, List<ModelAlias>> names;
  private final Lean lean = new Lean();
  private ModelOrder order;
  private boolean changed;

  public Ledger() {
    SharedMap<String, ModelEntry> noModels = SharedMap.empty(Ledger::caseless);
    SharedMap<OfferKey, OfferView> noOffers = SharedMap.empty(OfferKey::hashCode);
    SharedMap<OfferKey, Availability> noneWaiting = SharedMap.empty(OfferKey::hashCode);
    models = noModels.toBuilder();
    offers = noOffers.toBuilder();
    waiting = noneWaiting.toBuilder();
    SharedMap<OfferKey, OfferKey> noAliases = SharedMap.empty(OfferKey::hashCode);
    aliases = noAliases.toBuilder();
    SharedMap<OfferKey, List<ModelAlias>> noNames = SharedMap.empty(OfferKey::hashCode);
    names = noNames.toBuilder();
    order = new ModelOrder();
    changed = true;
  }

  /** Goes on from an earlier snapshot, with the versions that it holds. */
  public Ledger(Snapshot earlier) {
    models = earlier.modelsById().toBuilder();
    offers = earlier.offersByKey().toBuilder();
    waiting = earlier.waitingByKey().toBuilder();
    aliases = earlier.aliases().toBuilder();
    names = earlier.names().toBuilder();
    order = earlier.order();
  }

  /**
   * Starts from what an earlier snapshot held. Any event, of whatever version, is newer than that.
   */
  public void adopt(Snapshot earlier) {
    earlier.forEachOffer(
        view -> {
          offer(Lean.withVersion(view.offer(), ADOPTED));
          if (view.availability() != null) {
            availability(Lean.withVersion(view.availability(), ADOPTED));
          }
        });
  }

  /** Takes an offer as it is now. */
  public void offer(Offer offer) {
    OfferKey key = offer.key();
    OfferView held = offers.get(key);
    if (held != null && held.offer().version() >= offer.version()) {
      return;
    }
    ModelEntry entry = models.get(offer.model());
    Offer slim = lean.offer(entry == null ? offer.model() : entry.id(), offer);
    Availability availability = held == null ? waited(key) : held.availability();
    if (held != null && !held.offer().model().equals(slim.model())) {
      leave(held);
    }
    replace(held, new OfferView(slim, availability));
  }

  private Availability waited(OfferKey key) {
    Availability verdict = waiting.get(key);
    if (verdict != null) {
      waiting.remove(key);
    }
    return verdict;
  }

  /** Takes the news that an offer is gone. */
  public void withdraw(OfferKey key) {
    OfferView held = offers.get(key);
    if (held == null) {
      return;
    }
    if (held.availability() != null) {
      waiting.put(key, held.availability());
    }
    offers.remove(key);
    rename(held, null);
    leave(held);
    changed = true;
  }

  /** Takes a verdict. */
  public void availability(Availability verdict) {
    OfferKey key = verdict.key();
    OfferView held = offers.get(key);
    Availability known = held == null ? waiting.get(key) : held.availability();
    if (known != null && known.version() >= verdict.version()) {
      return;
    }
    if (held == null) {
      waiting.put(key, lean.availability(verdict, null));
    } else {
      replace(held, new OfferView(held.offer(), lean.availability(verdict, held.offer())));
    }
  }

  /** Takes the news that there is no verdict any more. */
  public void forget(OfferKey key) {
    OfferView held = offers.get(key);
    if (held == null) {
      waited(key);
    } else if (held.availability() != null) {
      replace(held, new OfferView(held.offer(), null));
    }
  }

  /** Whether something has changed since the last snapshot. */
  public boolean changed() {
    return changed;
  }

  public int offerCount() {
    return offers.size();
  }

  /** A snapshot of what does not come from the topics. */
  public Snapshot snapshot(Instant asOf) {
    return snapshot(asOf, Positions.NONE);
  }

  /**
   * @param positions how far the topics were read for it
   */
  public Snapshot snapshot(Instant asOf, Positions positions) {
    changed = false;
    return new Snapshot(
        models.build(),
        offers.build(),
        waiting.build(),
        aliases.build(),
        names.build(),
        order,
        asOf,
        positions);
  }

  private void replace(OfferView held, OfferView view) {
    String id = view.offer().model();
    ModelEntry entry = models.get(id);
    if (entry == null) {
      order = new ModelOrder();
    }
    List<OfferView> members = entry == null ? List.of(view) : with(entry.offers(), held, view);
    models.put(id, new ModelEntry(id, members));
    offers.put(view.key(), view);
    rename(held, view);
    changed = true;
  }

  /** Offers come in any order: of two that have an alias, the one that came last. */
  private void rename(OfferView held, OfferView view) {
    if (held != null && (view == null || !held.offer().aliases().equals(view.offer().aliases()))) {
      for (String alias : held.offer().aliases()) {
        OfferKey key = new OfferKey(held.offer().provider(), alias);
        if (held.key().equals(aliases.get(key))) {
          aliases.remove(key);
        }
      }
    }
    if (view == null || view.offer().names().isEmpty()) {
      names.remove(held == null ? view.key() : held.key());
    } else {
      names.put(view.key(), view.offer().names());
    }
    if (view != null) {
      for (String alias : view.offer().aliases()) {
        aliases.put(new OfferKey(view.offer().provider(), alias), view.key());
      }
    }
  }

  /** The members in their order, with a view in its place and without the one that it follows. */
  private static List<OfferView> with(List<OfferView> members, OfferView held, OfferView view) {
    List<OfferView> changed = new ArrayList<>(members.size() + 1);
    boolean placed = false;
    for (OfferView member : members) {
      if (!placed && BY_KEY.compare(view, member) <= 0) {
        changed.add(view);
        placed = true;
      }
      if (member != held) {
        changed.add(member);
      }
    }
    if (!placed) {
      changed.add(view);
    }
    return changed;
  }

  private void leave(OfferView held) {
    String id = held.offer().model();
    List<OfferView> members = new ArrayList<>(models.get(id).offers());
    members.removeIf(member -> member == held);
    if (members.isEmpty()) {
      models.remove(id);
      order = new ModelOrder();
    } else {
      models.put(id, new ModelEntry(id, members));
    }
  }

  /** Equal for ids that differ in case only, so that they share a bucket. */
  private static int caseless(String id) {
    int hash = 0;
    for (int i = 0; i < id.length(); i++) {
      hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(id.charAt(i)));
    }
    return hash;
  }
}
