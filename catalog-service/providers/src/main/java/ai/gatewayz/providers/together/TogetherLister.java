package ai.gatewayz.providers.together;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager;
import java.util.List;

final class TogetherLister implements Lister {

  @Override
  public List<ModelList> lists(Site site) {
    return List.of(
        new ModelList(
            "models", site.endpoint("models"), "data", Pager.SINGLE, new TogetherMapper()));
  }
}
