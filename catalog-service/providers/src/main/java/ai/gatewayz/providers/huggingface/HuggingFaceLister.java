package ai.gatewayz.providers.huggingface;

import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The router first: what it lists needs no routing suffix and has a price. */
final class HuggingFaceLister implements Lister {

  static final String HF_INFERENCE = "hf-inference";
  private static final int PAGE = 1000;
  private static final List<String> FIELDS =
      List.of(
          "createdAt", "pipeline_tag", "tags", "private", "disabled", "inferenceProviderMapping");

  @Override
  public List<ModelList> lists(Site site) {
    List<ModelList> lists = new ArrayList<>();
    lists.add(
        new ModelList("router", site.endpoint("models"), "data", Pager.SINGLE, new RouterMapper()));
    site.hubUrl()
        .ifPresent(
            hub ->
                lists.add(
                    new ModelList("hub", first(hub), "models", new LinkPager(), new HubMapper())));
    return lists;
  }

  private static URI first(URI hub) {
    URI list = PageUri.with(Site.below(hub, "api/models"), "inference_provider", HF_INFERENCE);
    String expand = String.join("", FIELDS.stream().map(field -> "&expand=" + field).toList());
    return URI.create(PageUri.with(list, "limit", PAGE) + expand);
  }

  /** The router knows how the model is served; the hub adds its own host's state. */
  @Override
  public ListedOffer join(ListedOffer router, ListedOffer hub) {
    ListedOffer.Builder joined = router.toBuilder();
    if (router.created() == null) {
      joined.created(hub.created());
    }
    hub.signals().stream()
        .filter(
            signal -> router.signals().stream().map(Signal::host).noneMatch(signal.host()::equals))
        .forEach(joined::signal);
    return joined.build();
  }
}
