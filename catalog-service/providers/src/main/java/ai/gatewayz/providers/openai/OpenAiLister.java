package ai.gatewayz.providers.openai;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager;
import java.util.List;

public final class OpenAiLister implements Lister {

  @Override
  public List<ModelList> lists(Provider provider) {
    return List.of(
        new ModelList(
            "models",
            provider.endpoint("models"),
            "data",
            Pager.SINGLE,
            new OpenAiMapper(provider.id())));
  }
}
