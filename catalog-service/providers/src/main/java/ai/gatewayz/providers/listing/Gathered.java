package ai.gatewayz.providers.listing;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The offers of one provider as its lists are read one after the other, each id once. */
public final class Gathered {

  /** Aliases of aliases; nobody means more. */
  private static final int DEEPEST = 5;

  private final Lister lister;
  private final Map<String, ListedOffer> offers = new LinkedHashMap<>();
  private final Map<String, String> targets = new LinkedHashMap<>();
  private final Set<String> ofThisList = new HashSet<>();

  public Gathered(Lister lister) {
    this.lister = lister;
  }

  /** The next list begins. */
  void open() {
    ofThisList.clear();
  }

  void add(ListedOffer offer) {
    // A page that is read again replaces what its first reading gave; another list adds to it.
    boolean joins = !ofThisList.contains(offer.id()) && offers.containsKey(offer.id());
    targets.remove(offer.id());
    if (joins) {
      offers.merge(offer.id(), offer, lister::join);
    } else {
      ofThisList.add(offer.id());
      offers.put(offer.id(), offer);
    }
  }

  /** Another name for an offer; an offer of its own for as long as that one is not there. */
  void alias(ListedOffer offer, String target) {
    add(offer);
    targets.put(offer.id(), target);
  }

  /** Each once, with its other names. */
  public Collection<ListedOffer> offers() {
    if (targets.isEmpty()) {
      return offers.values();
    }
    Map<String, ListedOffer> named = new LinkedHashMap<>(offers);
    for (String alias : targets.keySet()) {
      ListedOffer target = named.get(target(alias));
      if (target != null) {
        named.remove(alias);
        named.put(target.id(), target.toBuilder().alias(alias).build());
      }
    }
    return named.values();
  }

  /** What an alias stands for in the end; null where that is not there, or goes round. */
  private String target(String alias) {
    String at = alias;
    for (int depth = 0; depth < DEEPEST; depth++) {
      at = targets.get(at);
      if (!offers.containsKey(at)) {
        return null;
      }
      if (!targets.containsKey(at)) {
        return at;
      }
    }
    return null;
  }
}
