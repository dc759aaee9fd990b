package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Providers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The rows of all models of one snapshot in the order of their ids, whole and by provider;
 * immutable. A successor makes only the rows that have changed.
 */
public final class ModelIndex {

  /** Odd: one that is barred counts, and otherwise than one that is not. */
  private static final long BARRED = 0x9e3779b97f4a7c15L;

  private final Reach reach;
  private final Providers providers;
  private final Aliases aliases;
  private final Snapshot snapshot;
  private final List<ModelRow> rows;
  private final Map<String, List<ModelRow>> byProvider;
  private final Barred barred;
  private final FittingNames fitting;

  // All are made when first asked for; of two threads that ask at once, both make the same.
  private Long digest;
  private final Map<Order, Listing> listings = new ConcurrentHashMap<>();
  private final PermittedModels permitted = new PermittedModels();

  private record Order(View view, Sort sort) {}

  /** What is kept from a caller: models of which he may use no offer. */
  private record Barred(List<ModelRow> rows, Map<String, List<ModelRow>> byProvider) {

    static final Barred NOTHING = new Barred(List.of(), Map.of());
  }

  private ModelIndex(
      Reach reach,
      Providers providers,
      Aliases aliases,
      Snapshot snapshot,
      List<ModelRow> rows,
      Map<String, List<ModelRow>> byProvider,
      Barred barred,
      FittingNames fitting) {
    this.reach = reach;
    this.providers = providers;
    this.aliases = aliases;
    this.snapshot = snapshot;
    this.rows = rows;
    this.byProvider = byProvider;
    this.barred = barred;
    this.fitting = fitting;
  }

  /**
   * @param reach which offers can be called
   */
  static ModelIndex empty(Reach reach) {
    return empty(reach, Providers.from(Map::of), Aliases.NONE);
  }

  /**
   * @param aliases the operator's names, which are listed like models
   */
  static ModelIndex empty(Reach reach, Providers providers, Aliases aliases) {
    Snapshot nothing = Snapshot.of(Instant.EPOCH, List.of(), List.of());
    return new ModelIndex(
        reach,
        providers,
        aliases,
        nothing,
        List.of(),
        Map.of(),
        Barred.NOTHING,
        new FittingNames());
  }

  Reach reach() {
    return reach;
  }

  boolean isOf(LocalDate day) {
    return reach.on(day) == reach;
  }

  /** The index of the same snapshot on a day; this one where it is of that day. */
  ModelIndex on(LocalDate day) {
    return isOf(day) ? this : empty(reach.on(day), providers, aliases).next(snapshot);
  }

  /** The index of a later snapshot. */
  ModelIndex next(Snapshot snapshot) {
    List<ModelEntry> entries = snapshot.models();
    List<ModelRow> all = new ArrayList<>(entries.size());
    Map<String, List<ModelRow>> some = new HashMap<>();
    Known known = new Known(rows);
    Map<String, Known> knownOf = new HashMap<>();
    byProvider.forEach((provider, theirs) -> knownOf.put(provider, new Known(theirs)));
    for (ModelEntry entry : entries) {
      ModelRow before = known.find(entry.id());
      ModelRow row = before != null && before.entry() == entry ? before : ModelRow.of(entry, reach);
      all.add(row);
      for (String provider : providers(entry)) {
        ModelRow theirs = row == before ? knownOf.get(provider).find(entry.id()) : null;
        some.computeIfAbsent(provider, id -> new ArrayList<>())
            .add(theirs != null ? theirs : row.restrictedTo(provider, reach));
      }
    }
    return new ModelIndex(
        reach,
        providers,
        aliases,
        snapshot,
        withAliases(all, snapshot),
        some,
        Barred.NOTHING,
        fitting);
  }

  /**
   * The index of what a caller may use: models with the offers that he may. It is for lists; {@link
   * #find} and {@link #next} are the whole index's.
   */
  ModelIndex permitted(Permit permit) {
    return permit.isAll() ? this : permitted.of(permit, this::narrowed);
  }

  private ModelIndex narrowed(Permit permit) {
    Predicate<Offer> allowed = fitting.of(permit);
    List<ModelRow> kept = new ArrayList<>();
    List<ModelRow> others = narrow(rows, allowed, kept);
    Map<String, List<ModelRow>> keptOf = new HashMap<>();
    Map<String, List<ModelRow>> othersOf = new HashMap<>();
    byProvider.forEach(
        (provider, theirs) -> {
          List<ModelRow> some = new ArrayList<>();
          othersOf.put(provider, narrow(theirs, allowed, some));
          keptOf.put(provider, some);
        });
    return new ModelIndex(
        reach, providers, aliases, snapshot, kept, keptOf, new Barred(others, othersOf), fitting);
  }

  /** Which are left out. */
  private List<ModelRow> narrow(
      List<ModelRow> from, Predicate<Offer> allowed, List<ModelRow> kept) {
    List<ModelRow> others = new ArrayList<>();
    for (ModelRow row : from) {
      row.permitted(allowed, reach).ifPresentOrElse(kept::add, () -> others.add(row));
    }
    return others;
  }

  /** Where a model is called like an alias, it is the model that is listed. */
  private List<ModelRow> withAliases(List<ModelRow> models, Snapshot snapshot) {
    ModelNames names = new ModelNames(snapshot, providers, aliases);
    if (names.aliases() == Aliases.NONE) {
      return models;
    }
    List<ModelRow> all = new ArrayList<>(models);
    AliasRows.of(names, reach, rows).stream()
        .filter(row -> snapshot.model(row.id()).isEmpty())
        .forEach(all::add);
    all.sort(Comparator.comparing(ModelRow::id));
    return all;
  }

  private static Set<String> providers(ModelEntry entry) {
    if (entry.offers().size() == 1) {
      return Set.of(entry.offers().getFirst().offer().provider());
    }
    Set<String> providers = new HashSet<>();
    for (OfferView view : entry.offers()) {
      providers.add(view.offer().provider());
    }
    return providers;
  }

  /** The model of that id, exact or else without regard to case. */
  public Optional<ModelRow> find(String id) {
    return snapshot.model(id).map(entry -> rows.get(position(entry.id())));
  }

  /**
   * The model of some of its offers, with those offers only.
   *
   * @param offers of this snapshot, all of one model
   */
  Optional<ModelRow> of(List<OfferView> offers) {
    return offers.isEmpty()
        ? Optional.empty()
        : find(offers.getFirst().offer().model()).map(row -> row.restrictedTo(offers, reach));
  }

  Snapshot snapshot() {
    return snapshot;
  }

  // The rows have all models of the snapshot.
  private int position(String id) {
    int low = 0;
    int high = rows.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).id().compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** All models, and the operator's names. */
  public List<ModelRow> rows() {
    return rows;
  }

  /**
   * What a view shows of all models.
   *
   * @param sort null for the order of the view
   */
  Listing listing(View view, Sort sort) {
    return listings.computeIfAbsent(
        new Order(view, sort),
        order -> Listing.of(rows, view).in(view, sort).barring(barred.rows.size()));
  }

  /** The models that a provider offers, each with that provider's offers only. */
  public List<ModelRow> rowsOf(String provider) {
    return byProvider.getOrDefault(provider, List.of());
  }

  /**
   * The models that are kept from the caller.
   *
   * @param provider only what it offers; null for all
   */
  List<ModelRow> barred(String provider) {
    return provider == null ? barred.rows : barred.byProvider.getOrDefault(provider, List.of());
  }

  /** The same for the same content, whenever and wherever it was built. */
  long digest() {
    Long known = digest;
    if (known == null) {
      long sum = 0;
      for (ModelRow row : rows) {
        sum += row.digest();
      }
      // How many are kept from the caller is told as well.
      for (ModelRow row : barred.rows) {
        sum += BARRED * row.digest();
      }
      known = sum;
      digest = known;
    }
    return known;
  }

  /** Walks along sorted rows as ids come in the same order. */
  private static final class Known {

    private final List<ModelRow> rows;
    private int at;

    Known(List<ModelRow> rows) {
      this.rows = rows;
    }

    ModelRow find(String id) {
      while (at < rows.size()) {
        int order = rows.get(at).id().compareTo(id);
        if (order == 0) {
          return rows.get(at);
        }
        if (order > 0) {
          return null;
        }
        at++;
      }
      return null;
    }
  }
}
