package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.outbox.OutboxEntry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a difference: rows and what is to be published of them, in the transaction that is open.
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
   * @param syncId who found it
   * @return done; an empty difference writes nothing
   */
  public Uni<Void> write(String provider, Diff diff, String syncId, Instant now) {
    if (diff.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> changed = diff.changed().stream().map(change -> change.before().id()).toList();
    return offers
        .nextVersion()
        .chain(
            version ->
                offers
                    .bodies(provider, changed)
                    .chain(
                        before -> {
                          Batch batch = new Batch(provider, version, syncId, now);
                          diff.added().forEach(batch::add);
                          diff.changed()
                              .forEach(
                                  change -> batch.change(change, before.get(change.before().id())));
                          diff.withdrawn().forEach(batch::withdraw);
                          return offers
                              .put(batch.rows)
                              .chain(() -> offers.remove(provider, batch.removed))
                              .chain(() -> outbox.append(batch.entries));
                        }));
  }

  /** Rows and outbox entries of one difference. */
  private static final class Batch {
    private final String provider;
    private final long version;
    private final String syncId;
    private final Instant now;
    private final List<ObjectNode> rows = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<OutboxEntry> entries = new ArrayList<>();

    Batch(String provider, long version, String syncId, Instant now) {
      this.provider = provider;
      this.version = version;
      this.syncId = syncId;
      this.now = now;
    }

    void add(Diff.Listed listed) {
      Offer offer = listed.offer().at(provider, version, now);
      rows.add(OfferRow.of(offer, listed.fingerprint(), null));
      entries.add(put(offer, change(offer.id(), offer.model(), OfferChange.Kind.ADDED, List.of())));
    }

    void change(Diff.Changed changed, String before) {
      Offer offer = changed.now().offer().at(provider, version, now);
      rows.add(OfferRow.of(offer, changed.now().fingerprint(), null));
      List<OfferChange.Field> fields =
          ChangedFields.between(tree(before), tree(EventJson.write(offer)));
      OfferChange change =
          fields.isEmpty()
              ? null
              : change(offer.id(), offer.model(), OfferChange.Kind.CHANGED, fields);
      entries.add(put(offer, change));
    }

    void withdraw(Stored stored) {
      removed.add(stored.id());
      OfferChange change =
          change(stored.id(), stored.model(), OfferChange.Kind.WITHDRAWN, List.of());
      entries.add(OutboxEntry.remove(provider, stored.id(), version, change, now));
    }

    private OutboxEntry put(Offer offer, OfferChange change) {
      return OutboxEntry.put(provider, offer.id(), version, change, now);
    }

    private OfferChange change(
        String id, String model, OfferChange.Kind kind, List<OfferChange.Field> fields) {
      return new OfferChange(provider, id, model, kind, fields, version, syncId, now);
    }

    private static JsonNode tree(byte[] json) {
      return EventJson.read(json, JsonNode.class);
    }

    private static JsonNode tree(String json) {
      try {
        return EventJson.mapper().readTree(json);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("a stored offer is not JSON", e);
      }
    }
  }
}
