package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every model, its offers and the verdicts on them at one moment; immutable. */
public final class Snapshot {

  private final SharedMap<String, ModelEntry> models;
  private final SharedMap<OfferKey, OfferView> offers;
  private final SharedMap<OfferKey, Availability> waiting;
  private final SharedMap<OfferKey, OfferKey> aliases;
  private final SharedMap<OfferKey, List<ModelAlias>> names;
  private final ModelOrder order;
  private final Instant asOf;
  private final Positions positions;
  private volatile List<ModelEntry> sorted;

  Snapshot(
      SharedMap<String, ModelEntry> models,
      SharedMap<OfferKey, OfferView> offers,
      SharedMap<OfferKey, Availability> waiting,
      SharedMap<OfferKey, OfferKey> aliases,
      SharedMap<OfferKey, List<ModelAlias>> names,
      ModelOrder order,
      Instant asOf,
      Positions positions) {
    this.models = models;
    this.offers = offers;
    this.waiting = waiting;
    this.aliases = aliases;
    this.names = names;
    this.order = order;
    this.asOf = asOf;
    this.positions = positions;
  }

  /**
   * A snapshot of given facts.
   *
   * @param availabilities verdicts; one on an offer that is not among the offers has no effect
   */
  public static Snapshot of(
      Instant asOf, Collection<Offer> offers, Collection<Availability> availabilities) {
    Ledger ledger = new Ledger();
    offers.forEach(ledger::offer);
    availabilities.forEach(ledger::availability);
    return ledger.snapshot(asOf);
  }

  /** The model of that canonical id, else the one whose id differs from it in case only. */
  public Optional<ModelEntry> model(String canonicalId) {
    ModelEntry exact = models.get(canonicalId);
    if (exact != null) {
      return Optional.of(exact);
    }
    ModelEntry[] found = new ModelEntry[1];
    models.forEachNear(
        canonicalId,
        (id, entry) -> {
          // Of several, the first in the order of ids: the choice must not depend on history.
          if (id.equalsIgnoreCase(canonicalId)
              && (found[0] == null || id.compareTo(found[0].id()) < 0)) {
            found[0] = entry;
          }
        });
    return Optional.ofNullable(found[0]);
  }

  public Optional<OfferView> offer(OfferKey key) {
    return Optional.ofNullable(offers.get(key));
  }

  /** The offer of that id, else the one that goes by it as well. */
  public Optional<OfferView> named(OfferKey idOrAlias) {
    OfferView exact = offers.get(idOrAlias);
    if (exact != null) {
      return Optional.of(exact);
    }
    OfferKey target = aliases.get(idOrAlias);
    return target == null ? Optional.empty() : offer(target);
  }

  /** The operators' names that offers carry, the newest of each name. */
  public Collection<ModelAlias> operatorNames() {
    if (names.size() == 0) {
      return List.of();
    }
    Map<String, ModelAlias> newest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names.forEach(
        (key, carried) ->
            carried.forEach(
                alias ->
                    newest.merge(
                        alias.name(),
                        alias,
                        (one, other) -> one.version() >= other.version() ? one : other)));
    return newest.values();
  }

  /** All models in the order of their ids. */
  public List<ModelEntry> models() {
    List<ModelEntry> known = sorted;
    if (known == null) {
      known = order.sorted(models);
      sorted = known;
    }
    return known;
  }

  /** Visits all offers, in no order. */
  public void forEachOffer(Consumer<OfferView> visitor) {
    offers.forEach((key, view) -> visitor.accept(view));
  }

  public int offerCount() {
    return offers.size();
  }

  public int modelCount() {
    return models.size();
  }

  /** Visits the verdicts on offers that are not there, in no order. */
  public void forEachWaiting(Consumer<Availability> visitor) {
    waiting.forEach((key, verdict) -> visitor.accept(verdict));
  }

  /** When this was the state of the topics. */
  public Instant asOf() {
    return asOf;
  }

  /** How far the topics were read. */
  public Positions positions() {
    return positions;
  }

  /** What a ledger goes on from. */
  SharedMap<String, ModelEntry> modelsById() {
    return models;
  }

  SharedMap<OfferKey, OfferView> offersByKey() {
    return offers;
  }

  SharedMap<OfferKey, Availability> waitingByKey() {
    return waiting;
  }

  SharedMap<OfferKey, OfferKey> aliases() {
    return aliases;
  }

  SharedMap<OfferKey, List<ModelAlias>> names() {
    return names;
  }

  ModelOrder order() {
    return order;
  }
}
