package ai.gatewayz.system.truth;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.guard.GuardConfig;
import ai.gatewayz.gateway.models.ListedModels;
import ai.gatewayz.gateway.models.ModelRow;
import ai.gatewayz.gateway.models.View;
import ai.gatewayz.gateway.routing.RoutingConfig;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import ai.gatewayz.health.world.Condition;
import ai.gatewayz.health.world.Truth;
import ai.gatewayz.health.world.World;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.simulator.lists.Ability;
import ai.gatewayz.simulator.lists.ModelLists;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The six providers, what is true of their offers, and the three services between. */
final class KnownWorld {

  static final LocalDate FIRST_DAY = LocalDate.ofInstant(World.BEGINNING, ZoneOffset.UTC);

  /** Ends with the first day. */
  static final int RETIRING = 20;

  private static final Set<String> PROVIDERS =
      Set.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface");

  private static final SmallRyeConfig DEFAULTS =
      new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .addDiscoveredConverters()
          .withMapping(GuardConfig.class)
          .withMapping(RoutingConfig.class)
          .build();

  private static final int LATENCY_MILLIS = 3_000;

  private final Providers providers = Configs.providers(PROVIDERS);
  private final ModelLists lists;
  private final World world = new World(providers, Map.of());
  private final ListReader catalog;
  private final ListedModels gateway;
  private final Map<OfferKey, Truth> truths = new LinkedHashMap<>();

  KnownWorld() throws IOException {
    lists = ModelLists.load(Optional.empty());
    Peculiar.misnamed(lists);
    Peculiar.alias(lists);
    Peculiar.retiring(lists, FIRST_DAY, RETIRING);
    Peculiar.retiring(lists, FIRST_DAY.plusDays(5), RETIRING);
    catalog = new ListReader(lists, DEFAULTS.getConfigMapping(GuardConfig.class), world::now);
    gateway =
        new ListedModels(providers, DEFAULTS.getConfigMapping(RoutingConfig.class), world::now);
    world.follow(into(gateway.ledger()));
  }

  static RoutingConfig routing() {
    return DEFAULTS.getConfigMapping(RoutingConfig.class);
  }

  Providers providers() {
    return providers;
  }

  World world() {
    return world;
  }

  ModelLists lists() {
    return lists;
  }

  ListedModels gateway() {
    return gateway;
  }

  Iterable<Truth> truths() {
    return truths.values();
  }

  Truth truth(String provider, String id) {
    return truths.get(new OfferKey(provider, id));
  }

  Truth truth(OfferView view) {
    return truths.get(view.key());
  }

  /** Brings a gateway what health publishes, as their topic does. */
  static ChangeFollower into(Ledger gateway) {
    return change -> {
      switch (change) {
        case Change.Judged judged -> gateway.availability(judged.availability());
        case Change.Overridden covered -> gateway.availability(covered.availability());
        case Change.Withdrawn gone -> gateway.forget(gone.key());
      }
    };
  }

  /** All lists are read. */
  List<ListReader.Sync> sync() {
    List<ListReader.Sync> syncs = new ArrayList<>();
    for (Provider provider : providers.all()) {
      ListReader.Sync sync = catalog.read(provider);
      for (Offer offer : sync.published()) {
        gateway.ledger().offer(offer);
        if (truths.containsKey(offer.key())) {
          world.listedAnew(offer);
        } else {
          Truth truth = truth(offer);
          truths.put(offer.key(), truth);
          world.list(truth);
        }
      }
      syncs.add(sync);
    }
    return syncs;
  }

  void run(Duration time) {
    world.run(time);
  }

  /** Offers that a view lists as such that answer. */
  List<OfferView> answering(View view) {
    List<OfferView> answering = new ArrayList<>();
    for (ModelRow row : gateway.shown(view)) {
      for (OfferView offer : row.summary().offers()) {
        if (row.summary().availabilityOf(offer).answers() && gateway.reach().callable(offer)) {
          answering.add(offer);
        }
      }
    }
    return answering;
  }

  private Truth truth(Offer offer) {
    int number = truths.size();
    Truth truth =
        new Truth(
            offer, Duration.ofMillis(300 + Math.floorMod(offer.id().hashCode(), LATENCY_MILLIS)));
    if (lists.gone(offer.provider()).contains(offer.id())) {
      truth.becomes(Condition.GONE, Instant.MIN);
    } else if (FIRST_DAY.equals(offer.deprecation())) {
      truth.becomes(Condition.GONE, FIRST_DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    } else if (Peculiar.MISNAMED.contains(offer.id())) {
      truth.chatsOnly();
    } else if (offer.deprecation() == null) {
      lists.pretends(offer.provider(), offer.id()).ifPresent(truth::pretends);
      befalls(number, truth);
    }
    return truth;
  }

  /** What is the matter with it, if anything; so spread that each provider has some of each. */
  private static void befalls(int number, Truth truth) {
    switch (number % 200) {
      case 1 -> truth.becomes(Condition.BROKEN, Instant.MIN);
      case 2 -> truth.becomes(Condition.NO_CHOICES, Instant.MIN);
      case 3 -> truth.becomes(Condition.HTML, Instant.MIN);
      case 4 -> truth.becomes(Condition.GONE, Instant.MIN);
      case 5 -> truth.becomes(Condition.EMPTY, Instant.MIN);
      case 6 -> truth.becomes(Condition.ERROR_INSIDE, Instant.MIN);
      case 7 -> truth.flaky(number % 4_000 == 7 ? 70 : 95);
      case 8 -> truth.becomes(number % 8_000 == 8 ? Condition.ONCE : Condition.FINE, Instant.MIN);
      case 9, 109 -> {
        if (truth.offer().can(Capability.TOOLS)) {
          truth.pretends(Ability.TOOLS);
        }
      }
      default -> {}
    }
  }
}
