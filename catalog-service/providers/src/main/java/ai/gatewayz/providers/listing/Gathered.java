package ai.gatewayz.providers.listing;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The offers of one provider as its lists are read one after the other, each id once. */
public final class Gathered {

  private final Lister lister;
  private final Map<String, ListedOffer> offers = new LinkedHashMap<>();
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
    if (joins) {
      offers.merge(offer.id(), offer, lister::join);
    } else {
      ofThisList.add(offer.id());
      offers.put(offer.id(), offer);
    }
  }

  public Collection<ListedOffer> offers() {
    return offers.values();
  }
}
