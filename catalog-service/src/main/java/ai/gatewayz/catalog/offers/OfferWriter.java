package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.rules.Rules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Writes offers: rows and what is to be published of them, in the transaction that is open. The
 * rules are applied here, so that nothing is ever published without them.
 *
 * <p>Rows and events are made and written for some offers at a time; other writers of the outbox
 * wait from before the first of them on.
 */
@ApplicationScoped
public class OfferWriter {

  private final OfferRepository offers;
  private final Outbox outbox;

  OfferWriter(OfferRepository offers, Outbox outbox) {
    this.offers = offers;
    this.outbox = outbox;
  }

  /**
   * Writes a difference; an empty one writes nothing.
   *
   * @param syncId who found it; null for an operator
   */
  public Uni<Void> write(String provider, Diff diff, Rules rules, String syncId, Instant now) {
    if (diff.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return nextVersion()
        .chain(
            version -> {
              Supplier<Batch> empty = () -> new Batch(provider, version, rules, syncId, now);
              return Slices.each(diff.added(), some -> put(empty.get(), some, Batch::add))
                  .chain(
                      () ->
                          Slices.each(diff.changed(), some -> change(provider, empty.get(), some)))
                  .chain(
                      () ->
                          Slices.each(
                              diff.withdrawn(), some -> put(empty.get(), some, Batch::withdraw)));
            });
  }

  private Uni<Void> change(String provider, Batch batch, List<Diff.Changed> some) {
    List<String> ids = some.stream().map(change -> change.before().id()).toList();
    return offers
        .written(provider, ids)
        .chain(
            before ->
                put(
                    batch,
                    some,
                    (into, change) -> into.change(change, before.get(change.before().id()))));
  }

  /**
   * Brings stored offers in line with the rules.
   *
   * @return how many were not
   */
  public Uni<Integer> align(
      String provider, Collection<Stored> stored, Rules rules, String syncId, Instant now) {
    List<String> astray =
        stored.stream()
            .filter(
                offer ->
                    !Objects.equals(
                            offer.hidden(), rules.hiding(provider, offer.id(), offer.model()))
                        || !Objects.equals(offer.pinnedBy(), rules.pinning(provider, offer.id()))
                        || !Objects.equals(
                            offer.names(), rules.naming(provider, offer.id(), offer.model())))
            .map(Stored::id)
            .toList();
    if (astray.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return nextVersion()
        .chain(
            version ->
                Slices.each(
                    astray,
                    some ->
                        offers
                            .written(provider, some)
                            .chain(
                                before ->
                                    put(
                                        new Batch(provider, version, rules, syncId, now),
                                        before.values(),
                                        Batch::rule))))
        .replaceWith(astray.size());
  }

  /**
   * An offer by its id.
   *
   * @param model the canonical id by which consumers know it
   */
  public record Named(String id, String model) {}

  /** Publishes stored offers as they are, at a new version; what is not stored is withdrawn. */
  public Uni<Void> republish(
      String provider, List<Named> some, Rules rules, String syncId, Instant now) {
    if (some.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return nextVersion()
        .chain(
            version ->
                Slices.each(
                    some, slice -> republish(provider, version, slice, rules, syncId, now)));
  }

  private Uni<Void> republish(
      String provider, long version, List<Named> some, Rules rules, String syncId, Instant now) {
    return offers
        .written(provider, some.stream().map(Named::id).toList())
        .chain(
            rows ->
                put(
                    new Batch(provider, version, rules, syncId, now),
                    some,
                    (batch, offer) ->
                        batch.again(offer.id(), offer.model(), rows.get(offer.id()))));
  }

  /** Tells of stored offers that their provider takes them away on the day that they say. */
  public Uni<Void> retiring(String provider, List<String> ids, Rules rules, Instant now) {
    return nextVersion()
        .chain(
            version ->
                Slices.each(
                    ids,
                    some ->
                        offers
                            .written(provider, some)
                            .chain(
                                before ->
                                    put(
                                        new Batch(provider, version, rules, null, now),
                                        before.values(),
                                        Batch::retire))));
  }

  private Uni<Long> nextVersion() {
    return outbox.alone().chain(offers::nextVersion);
  }

  private <T> Uni<Void> put(Batch batch, Collection<T> some, BiConsumer<Batch, T> fill) {
    some.forEach(one -> fill.accept(batch, one));
    return offers
        .put(batch.rows())
        .chain(() -> offers.remove(batch.provider(), batch.removed()))
        .chain(() -> outbox.append(batch.entries()));
  }
}
