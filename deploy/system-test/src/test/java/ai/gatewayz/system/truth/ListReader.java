package ai.gatewayz.system.truth;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.ModelId;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.guard.Guard;
import ai.gatewayz.catalog.guard.GuardConfig;
import ai.gatewayz.catalog.guard.Held;
import ai.gatewayz.catalog.guard.Judgement;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Walk;
import ai.gatewayz.simulator.lists.ListName;
import ai.gatewayz.simulator.lists.ModelLists;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalog's part: what is believed of a provider's lists, without a database. */
final class ListReader {

  private static final Walk.Bounds BOUNDS = new Walk.Bounds(500, 250_000);

  private final ModelLists lists;
  private final Guard guard;
  private final InstantSource clock;
  private final Map<String, Map<String, Stored>> stored = new HashMap<>();
  private long version;

  /**
   * What one reading changes.
   *
   * @param held what is left for an operator to decide
   */
  record Sync(List<Offer> published, List<OfferKey> withdrawn, List<Held> held) {}

  ListReader(ModelLists lists, GuardConfig limits, InstantSource clock) {
    this.lists = lists;
    this.guard = new Guard(limits);
    this.clock = clock;
  }

  Sync read(Provider provider) {
    String id = provider.id();
    Map<String, Stored> before = stored.computeIfAbsent(id, key -> new LinkedHashMap<>());
    Diff diff = Diff.between(id, before.values(), listed(provider), Diff.Reach.COMPLETE);
    Judgement judged =
        guard.judge(
            List.copyOf(before.values()), !before.isEmpty(), diff, elsewhere(id), held -> false);
    List<Offer> published = new ArrayList<>();
    Stream.concat(
            judged.released().added().stream(),
            judged.released().changed().stream().map(Diff.Changed::now))
        .forEach(
            each -> {
              before.put(each.offer().id(), stored(each));
              version++;
              published.add(each.offer().at(id, version, clock.instant()));
            });
    List<OfferKey> withdrawn = new ArrayList<>();
    for (Stored gone : judged.released().withdrawn()) {
      before.remove(gone.id());
      withdrawn.add(new OfferKey(id, gone.id()));
    }
    return new Sync(published, withdrawn, judged.held());
  }

  private Collection<ListedOffer> listed(Provider provider) {
    Lister lister = provider.dialect().lister(clock);
    Gathered gathered = new Gathered(lister);
    for (ModelList list : lister.lists(provider.site())) {
      Walk walk = new Walk(list, BOUNDS, gathered);
      walk.begin();
      lists.entries(name(provider.id(), list)).forEach(walk::entry);
    }
    return gathered.offers();
  }

  private static ListName name(String provider, ModelList list) {
    return switch (list.name()) {
      case "router" -> ListName.HUGGINGFACE_ROUTER;
      case "hub" -> ListName.HUGGINGFACE_HUB;
      case "library" -> ListName.FIREWORKS_LIBRARY;
      default ->
          Arrays.stream(ListName.values())
              .filter(each -> each.provider().equals(provider))
              .findFirst()
              .orElseThrow();
    };
  }

  private MarketPrices elsewhere(String provider) {
    List<MarketPrices.Quote> quotes = new ArrayList<>();
    stored.forEach(
        (id, offers) ->
            offers.values().stream()
                .filter(each -> !id.equals(provider) && each.priceInput() != null)
                .map(
                    each ->
                        new MarketPrices.Quote(
                            ModelId.key(each.model()), each.priceInput(), each.priceOutput()))
                .forEach(quotes::add));
    return new MarketPrices(quotes);
  }

  private static Stored stored(Diff.Listed listed) {
    ListedOffer offer = listed.offer();
    Price.PerToken usd = offer.price() instanceof Price.PerToken perToken ? perToken : null;
    BigDecimal input = usd == null ? null : usd.input();
    BigDecimal output = usd == null ? null : usd.output();
    return new Stored(
        offer.id(),
        offer.model(),
        listed.fingerprint(),
        kind(offer.price()),
        input,
        output,
        offer.contextTokens(),
        offer.capabilities().containsKey(Capability.CHAT),
        null,
        null,
        null);
  }

  private static String kind(Price price) {
    return switch (price) {
      case Price.PerToken ignored -> "per_token";
      case Price.Free() -> "free";
      case Price.Variable() -> "variable";
      case Price.Unknown() -> "unknown";
    };
  }
}
