package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.address.Site;
import java.util.List;

/** How the offers of one provider are listed. */
public interface Lister {

  /**
   * The lists that together are the provider's offers, in the order to read them. Every address has
   * the origin of the configured base or hub URL.
   */
  List<ModelList> lists(Site site);

  /**
   * What two lists say about the same id, joined. A page may be read twice: joining what was joined
   * before changes nothing.
   *
   * @param earlier from the list that was read first
   */
  default ListedOffer join(ListedOffer earlier, ListedOffer later) {
    return earlier;
  }
}
