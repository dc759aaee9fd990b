package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.health.contract.Availability;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Understands the events of the two topics and enters them in a ledger. */
final class FeedEvents {

  private static final ObjectReader OFFER = EventJson.mapper().readerFor(Offer.class);
  private static final ObjectReader AVAILABILITY = EventJson.mapper().readerFor(Availability.class);

  private FeedEvents() {}

  /** Enters one event; the reason where it could not be taken. */
  static Optional<Skip> apply(ConsumerRecord<String, byte[]> record, Ledger ledger) {
    OfferKey key;
    try {
      key = OfferKey.parse(record.key() == null ? "" : record.key());
    } catch (IllegalArgumentException e) {
      return Optional.of(Skip.BAD_KEY);
    }
    return record.topic().equals(Topic.OFFERS.topicName())
        ? applyOffer(key, record, ledger)
        : applyAvailability(key, record, ledger);
  }

  private static Optional<Skip> applyOffer(
      OfferKey key, ConsumerRecord<String, byte[]> record, Ledger ledger) {
    if (record.value() == null) {
      ledger.withdraw(key);
      return Optional.empty();
    }
    if (isOfOtherType(record, CloudEvent.OFFER)) {
      return Optional.of(Skip.OTHER_TYPE);
    }
    Offer offer;
    try {
      offer = OFFER.readValue(record.value());
    } catch (IOException e) {
      return Optional.of(Skip.MALFORMED);
    }
    if (offer == null || isBlank(offer.model()) || isBlank(offer.upstreamId())) {
      return Optional.of(Skip.MALFORMED);
    }
    if (!key.provider().equals(offer.provider()) || !key.id().equals(offer.id())) {
      return Optional.of(Skip.KEY_MISMATCH);
    }
    ledger.offer(offer);
    return Optional.empty();
  }

  private static Optional<Skip> applyAvailability(
      OfferKey key, ConsumerRecord<String, byte[]> record, Ledger ledger) {
    if (record.value() == null) {
      ledger.forget(key);
      return Optional.empty();
    }
    if (isOfOtherType(record, CloudEvent.AVAILABILITY)) {
      return Optional.of(Skip.OTHER_TYPE);
    }
    Availability verdict;
    try {
      verdict = AVAILABILITY.readValue(record.value());
    } catch (IOException e) {
      return Optional.of(Skip.MALFORMED);
    }
    if (verdict == null || verdict.state() == null) {
      return Optional.of(Skip.MALFORMED);
    }
    if (!key.provider().equals(verdict.provider()) || !key.id().equals(verdict.id())) {
      return Optional.of(Skip.KEY_MISMATCH);
    }
    ledger.availability(verdict);
    return Optional.empty();
  }

  // An event without a type is taken for what its topic says.
  private static boolean isOfOtherType(ConsumerRecord<String, byte[]> record, String type) {
    Header header = record.headers().lastHeader("ce_type");
    return header != null && !type.equals(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
