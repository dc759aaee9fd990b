package ai.gatewayz.providers.openai;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager;
import java.util.List;

final class OpenAiLister implements Lister {

  @Override
  public List<ModelList> lists(Site site) {
    return List.of(
        new ModelList(
            "models",
            site.endpoint("models"),
            "data",
            Pager.SINGLE,
            new OpenAiMapper(site.provider())));
  }
}
