package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.rules.Rules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Writes offers: rows and what is to be published of them, in the transaction that is open. The
 * rules are applied here, so that nothing is ever published without them.
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
    List<String> changed = diff.changed().stream().map(change -> change.before().id()).toList();
    return write(
        provider,
        changed,
        rules,
        syncId,
        now,
        (batch, before) -> {
          diff.added().forEach(batch::add);
          diff.changed().forEach(change -> batch.change(change, before.get(change.before().id())));
          diff.withdrawn().forEach(batch::withdraw);
        });
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
                        || !Objects.equals(offer.pinnedBy(), rules.pinning(provider, offer.id())))
            .map(Stored::id)
            .toList();
    return astray.isEmpty()
        ? Uni.createFrom().item(0)
        : write(
                provider,
                astray,
                rules,
                syncId,
                now,
                (batch, before) -> before.values().forEach(batch::rule))
            .replaceWith(astray.size());
  }

  private Uni<Void> write(
      String provider,
      List<String> ids,
      Rules rules,
      String syncId,
      Instant now,
      BiConsumer<Batch, Map<String, Written>> fill) {
    return offers
        .nextVersion()
        .chain(
            version ->
                offers
                    .written(provider, ids)
                    .chain(
                        before -> {
                          Batch batch = new Batch(provider, version, rules, syncId, now);
                          fill.accept(batch, before);
                          return offers
                              .put(batch.rows())
                              .chain(() -> offers.remove(provider, batch.removed()))
                              .chain(() -> outbox.append(batch.entries()));
                        }));
  }
}
