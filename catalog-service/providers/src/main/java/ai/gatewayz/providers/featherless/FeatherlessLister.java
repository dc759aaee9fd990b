package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import java.net.URI;
import java.util.List;

final class FeatherlessLister implements Lister {

  /** The most the server gives; without it the whole list comes as one body. */
  private static final int PAGE = 1000;

  @Override
  public List<ModelList> lists(Site site) {
    URI first = PageUri.with(PageUri.with(site.endpoint("models"), "per_page", PAGE), "page", 1);
    return List.of(
        new ModelList("models", first, "data", new FeatherlessPager(), new FeatherlessMapper()));
  }
}
