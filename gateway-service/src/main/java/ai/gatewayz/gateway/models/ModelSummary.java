package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What some offers of one model come to together: of each quality the best that any of them has.
 *
 * @param offers at least one, all of the same model
 * @param configured the providers that this gateway has a key for
 */
public record ModelSummary(String id, List<OfferView> offers, Set<String> configured) {

  private static final Comparator<Price> CHEAPEST_FIRST =
      Comparator.comparing(ModelSummary::kind).thenComparing(ModelSummary::sum);

  /** The vendor: what stands before the slash. */
  public String ownedBy() {
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

  public Set<Capability> capabilities() {
    Set<Capability> union = EnumSet.noneOf(Capability.class);
    offers.forEach(view -> union.addAll(view.offer().capabilities().keySet()));
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

  /** The largest; null where no provider tells. */
  public Integer contextTokens() {
    return all(Offer::contextTokens).max(Comparator.naturalOrder()).orElse(null);
  }

  /** The largest; null where no provider tells. */
  public Integer maxOutputTokens() {
    return all(Offer::maxOutputTokens).max(Comparator.naturalOrder()).orElse(null);
  }

  /** The lowest. */
  public Price price() {
    return all(Offer::price).min(CHEAPEST_FIRST).orElse(Price.UNKNOWN);
  }

  public Listed availability() {
    return offers.stream()
        .map(this::availabilityOf)
        .min(Comparator.naturalOrder())
        .orElse(Listed.UNKNOWN);
  }

  public Listed availabilityOf(OfferView view) {
    return configured.contains(view.offer().provider())
        ? Listed.of(view.state())
        : Listed.UNCONFIGURED;
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
    return price instanceof Price.PerToken(BigDecimal input, BigDecimal output, BigDecimal cached)
        ? input.add(output)
        : BigDecimal.ZERO;
  }
}
