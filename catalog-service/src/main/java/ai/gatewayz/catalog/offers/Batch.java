package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.outbox.OutboxEntry;
import ai.gatewayz.catalog.rules.Rules;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows and outbox entries of changes that belong together. What a rule hides has a row and no
 * event; hiding it later is a withdrawal to everybody else, and showing it again an addition.
 */
final class Batch {

  private final String provider;
  private final long version;
  private final Rules rules;
  private final String syncId;
  private final Instant now;
  private final List<ObjectNode> rows = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<OutboxEntry> entries = new ArrayList<>();

  Batch(String provider, long version, Rules rules, String syncId, Instant now) {
    this.provider = provider;
    this.version = version;
    this.rules = rules;
    this.syncId = syncId;
    this.now = now;
  }

  String provider() {
    return provider;
  }

  List<ObjectNode> rows() {
    return rows;
  }

  List<String> removed() {
    return removed;
  }

  List<OutboxEntry> entries() {
    return entries;
  }

  void add(Diff.Listed listed) {
    put(listed.offer().at(provider, version, now), listed.fingerprint(), null);
  }

  void change(Diff.Changed changed, Written before) {
    put(changed.now().offer().at(provider, version, now), changed.now().fingerprint(), before);
  }

  /** The rules have changed, or have not been applied yet; what the provider lists has not. */
  void rule(Written before) {
    Offer listed =
        EventJson.read(before.listed().getBytes(StandardCharsets.UTF_8), Offer.class)
            .at(version, now);
    put(listed, before.fingerprint(), before);
  }

  /**
   * Consumers have something else: they are told what is stored.
   *
   * @param stored null where nothing is
   */
  void again(String id, String model, Written stored) {
    if (stored == null) {
      withdrawn(id, model);
      return;
    }
    int told = entries.size();
    rule(stored);
    if (entries.size() == told) {
      // It was hidden before and still is.
      withdrawn(id, model);
    }
  }

  /** Nothing has changed but that its last day is near. */
  void retire(Written before) {
    Offer listed =
        EventJson.read(before.listed().getBytes(StandardCharsets.UTF_8), Offer.class)
            .at(version, now);
    Rules.Ruled ruled = rules.on(listed);
    if (ruled.hiddenBy() == null && before.hidden() == null) {
      rows.add(OfferRow.of(ruled, listed, before.fingerprint()));
      JsonNode last = EventJson.mapper().valueToTree(listed.deprecation());
      published(
          ruled.offer(),
          change(
              ruled.offer(),
              OfferChange.Kind.RETIRING,
              List.of(new OfferChange.Field("deprecation", last, last))));
    }
  }

  void withdraw(Stored stored) {
    removed.add(stored.id());
    if (stored.hidden() == null) {
      withdrawn(stored.id(), stored.model());
    }
  }

  private void put(Offer listed, String fingerprint, Written before) {
    Rules.Ruled ruled = rules.on(listed);
    Offer offer = ruled.offer();
    rows.add(OfferRow.of(ruled, listed, fingerprint));
    boolean wasThere = before != null && before.hidden() == null;
    if (ruled.hiddenBy() != null) {
      if (wasThere) {
        withdrawn(offer.id(), offer.model());
      }
    } else if (wasThere) {
      List<OfferChange.Field> fields =
          ChangedFields.between(tree(before.body()), tree(EventJson.write(offer)));
      published(offer, fields.isEmpty() ? null : change(offer, OfferChange.Kind.CHANGED, fields));
    } else {
      published(offer, change(offer, OfferChange.Kind.ADDED, List.of()));
    }
  }

  private void published(Offer offer, OfferChange change) {
    entries.add(OutboxEntry.put(provider, offer.id(), version, change, now));
  }

  private void withdrawn(String id, String model) {
    OfferChange change =
        new OfferChange(
            provider, id, model, OfferChange.Kind.WITHDRAWN, List.of(), version, syncId, now);
    entries.add(OutboxEntry.remove(provider, id, version, change, now));
  }

  private OfferChange change(Offer offer, OfferChange.Kind kind, List<OfferChange.Field> fields) {
    return new OfferChange(provider, offer.id(), offer.model(), kind, fields, version, syncId, now);
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
