package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.alias.AliasPolicy;
import ai.gatewayz.gateway.alias.Aliases.Meaning;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What some offers of one model come to together. Its price, context and limits are those of one
 * offer, the {@link #best()}: another's context at this one's price is nobody's offer.
 */
public final class ModelSummary {

  private static final Comparator<Price> CHEAPEST_FIRST =
      Comparator.comparing(ModelSummary::kind).thenComparing(ModelSummary::sum);

  /** Whose an operator's name is. */
  private static final String OPERATOR = "gatewayz";

  private final String id;
  private final List<OfferView> offers;
  private final Reach reach;
  private final Named named;

  // Made when first asked for; of two threads that ask at once, both find the same.
  private OfferView best;

  /**
   * @param offers at least one, all of the same model
   * @param reach which of them can be called
   */
  ModelSummary(String id, List<OfferView> offers, Reach reach) {
    this(id, offers, reach, null);
  }

  /**
   * @param offers at least one, those of the first choice first
   * @param named what the name stands for; null for a model
   */
  ModelSummary(String id, List<OfferView> offers, Reach reach, Named named) {
    this.named = named;
    this.id = id;
    this.offers = offers;
    this.reach = reach;
  }

  /**
   * What an operator's name stands for.
   *
   * @param unknown those of its models that nobody offers
   */
  record Named(Meaning meaning, List<String> unknown) {}

  /** Null for a model. */
  Named named() {
    return named;
  }

  public String id() {
    return id;
  }

  public List<OfferView> offers() {
    return offers;
  }

  /** The vendor: what stands before the slash. */
  public String ownedBy() {
    if (named != null) {
      return OPERATOR;
    }
    int slash = id.indexOf('/');
    return slash > 0 ? id.substring(0, slash) : "unknown";
  }

  /** The name in the first offer that has one of its own. */
  public String name() {
    return all(Offer::name).filter(name -> !name.equals(id)).findFirst().orElse(id);
  }

  /** The task in the first offer whose provider tells it. */
  public String task() {
    return all(Offer::task).filter(task -> !task.equals("unknown")).findFirst().orElse("unknown");
  }

  /** What at least one of its offers is held to do; not what tests have refuted. */
  public Set<Capability> capabilities() {
    Set<Capability> union = EnumSet.noneOf(Capability.class);
    offers.forEach(view -> union.addAll(view.capabilities()));
    return union;
  }

  /** Those that an answer of something that can be called has shown. */
  Set<Capability> verified() {
    Set<Capability> union = EnumSet.noneOf(Capability.class);
    for (OfferView view : offers) {
      if (view.availability() != null && reach.callable(view)) {
        for (Capability each : view.availability().capabilities().keySet()) {
          if (view.verified(each)) {
            union.add(each);
          }
        }
      }
    }
    return union;
  }

  /** Other names of providers for it, sorted. */
  Set<String> aliases() {
    Set<String> union = new TreeSet<>();
    offers.forEach(view -> union.addAll(view.offer().aliases()));
    return union;
  }

  public Set<Modality> input() {
    return union(Offer::input);
  }

  public Set<Modality> output() {
    return union(Offer::output);
  }

  /** Null where no provider tells. */
  public Instant created() {
    return all(Offer::created).min(Comparator.naturalOrder()).orElse(null);
  }

  /**
   * The offer that stands for the model: of those that can be called, where any can, the one that
   * works best, then the cheapest, then the one with the longest context.
   */
  public OfferView best() {
    OfferView known = best;
    if (known == null) {
      known = offers.size() == 1 ? offers.getFirst() : counting().min(bestFirst()).orElseThrow();
      best = known;
    }
    return known;
  }

  private Comparator<OfferView> bestFirst() {
    Comparator<OfferView> working = Comparator.comparing(this::availabilityOf);
    return named != null && named.meaning().policy() == AliasPolicy.IN_ORDER
        ? working
        : working
            .thenComparing(view -> view.offer().price(), CHEAPEST_FIRST)
            .thenComparing(
                view -> view.offer().contextTokens(),
                Comparator.nullsLast(Comparator.reverseOrder()));
  }

  /** Of the best offer; null where its provider does not tell. */
  public Integer contextTokens() {
    return best().offer().contextTokens();
  }

  /** Of the best offer; null where its provider does not tell. */
  public Integer maxOutputTokens() {
    return best().offer().maxOutputTokens();
  }

  /** Of the best offer. */
  public Price price() {
    return best().offer().price();
  }

  /** The day on which the best offer is withdrawn; null where none is announced. */
  LocalDate deprecation() {
    return best().offer().deprecation();
  }

  /**
   * From the least to the most of what the offers say that can be called, or of all where none can;
   * empty where they do not differ.
   */
  <T extends Comparable<T>> Optional<Range<T>> range(Function<Offer, T> field) {
    return offers.size() == 1
        ? Optional.empty()
        : Range.of(counting().map(OfferView::offer).map(field).filter(Objects::nonNull).toList());
  }

  /** What can be called, or everything where nothing can. */
  private Stream<OfferView> counting() {
    return offers.stream().anyMatch(reach::callable)
        ? offers.stream().filter(reach::callable)
        : offers.stream();
  }

  /** Why nothing of it can be called; empty where something can. */
  Optional<Reach.Obstacle> obstacle() {
    Reach.Obstacle last = null;
    for (OfferView view : offers) {
      Optional<Reach.Obstacle> found = reach.obstacle(view);
      if (found.isEmpty()) {
        return found;
      }
      if (last == null || found.get().compareTo(last) > 0) {
        last = found.get();
      }
    }
    return Optional.ofNullable(last);
  }

  /** What keeps one of its offers from being called. */
  Optional<Reach.Obstacle> obstacle(OfferView view) {
    return reach.obstacle(view);
  }

  /** Whether something of it can be called and is verified to answer. */
  public boolean answers() {
    for (OfferView view : offers) {
      if (Listed.of(view.state()).answers() && reach.callable(view)) {
        return true;
      }
    }
    return false;
  }

  public Listed availability() {
    return availabilityOf(best());
  }

  public Listed availabilityOf(OfferView view) {
    if (!reach.configured(view.offer().provider())) {
      return Listed.UNCONFIGURED;
    }
    return reach.retired(view.offer()) ? Listed.UNAVAILABLE : Listed.of(view.state());
  }

  /** The latest; null where none was ever seen to answer. */
  public Instant lastVerified() {
    return offers.stream()
        .map(OfferView::availability)
        .filter(Objects::nonNull)
        .map(Availability::lastVerified)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private <T> Stream<T> all(Function<Offer, T> field) {
    return offers.stream().map(OfferView::offer).map(field).filter(Objects::nonNull);
  }

  private Set<Modality> union(Function<Offer, Collection<Modality>> field) {
    Set<Modality> union = EnumSet.noneOf(Modality.class);
    offers.forEach(view -> union.addAll(field.apply(view.offer())));
    return union;
  }

  private static int kind(Price price) {
    return switch (price) {
      case Price.Free() -> 0;
      case Price.PerToken ignored -> 1;
      case Price.Variable() -> 2;
      case Price.Unknown() -> 3;
    };
  }

  private static BigDecimal sum(Price price) {
    return price instanceof Price.PerToken usd ? usd.input().add(usd.output()) : BigDecimal.ZERO;
  }
}
