package ai.gatewayz.providers.fireworks;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Pager;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The short list says what can be called, the library says what it is. */
final class FireworksLister implements Lister {

  private static final String INFERENCE = "/inference/v1";
  private static final String LIBRARY = "/v1/accounts/fireworks/models";

  /** The most the server gives. */
  private static final int PAGE = 200;

  /** What the model is for, which the short list says. */
  private static final Set<Capability> OPERATIONS =
      Set.of(Capability.CHAT, Capability.EMBEDDINGS, Capability.RERANK);

  private final InstantSource clock;

  /**
   * @param clock tells whether a day of deprecation has come
   */
  public FireworksLister(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ModelList> lists(Site site) {
    List<ModelList> lists = new ArrayList<>();
    lists.add(
        new ModelList(
            "serverless", site.endpoint("models"), "data", Pager.SINGLE, new ServerlessMapper()));
    String[] base = site.baseUrl().toString().split("\\?", 2);
    if (base[0].endsWith(INFERENCE)) {
      String host = base[0].substring(0, base[0].length() - INFERENCE.length());
      URI library = URI.create(host + LIBRARY + (base.length > 1 ? "?" + base[1] : ""));
      lists.add(
          new ModelList(
              "library",
              PageUri.with(library, "pageSize", PAGE),
              "models",
              new LibraryPager(),
              new LibraryMapper(clock)));
    }
    return lists;
  }

  @Override
  public ListedOffer join(ListedOffer callable, ListedOffer library) {
    ListedOffer.Builder joined =
        callable.toBuilder()
            .model(library.model())
            .name(library.name())
            .deprecation(library.deprecation())
            .contextTokens(
                callable.contextTokens() == null
                    ? library.contextTokens()
                    : callable.contextTokens())
            .created(callable.created() == null ? library.created() : callable.created());
    library.capabilities().entrySet().stream()
        .filter(can -> !OPERATIONS.contains(can.getKey()))
        .forEach(can -> joined.can(can.getKey(), can.getValue()));
    return joined.input(library.input()).build();
  }
}
