package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import java.net.URI;
import java.util.List;

/** Pages by {@code limit} and {@code offset}, and tells the total. */
final class PortkeyLister implements Lister {

  private static final int PAGE = 500;

  @Override
  public List<ModelList> lists(Site site) {
    URI first = PageUri.with(PageUri.with(site.endpoint("models"), "limit", PAGE), "offset", 0);
    return List.of(new ModelList("models", first, "data", new PortkeyPager(), new PortkeyMapper()));
  }
}
