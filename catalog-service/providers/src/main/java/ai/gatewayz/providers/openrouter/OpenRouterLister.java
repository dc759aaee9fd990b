package ai.gatewayz.providers.openrouter;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import java.net.URI;
import java.util.List;

/** Without {@code output_modalities=all} the list holds only what produces text. */
final class OpenRouterLister implements Lister {

  private static final int PAGE = 1000;

  @Override
  public List<ModelList> lists(Site site) {
    URI models = PageUri.with(site.endpoint("models"), "output_modalities", "all");
    URI first = PageUri.with(PageUri.with(models, "limit", PAGE), "offset", 0);
    return List.of(
        new ModelList("models", first, "data", new OpenRouterPager(), new OpenRouterMapper()));
  }
}
