package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.OfferReader;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Understands the events of the two topics. Any thread may ask. */
final class FeedEvents {

  private FeedEvents() {}

  static FeedEvent read(ConsumerRecord<String, byte[]> record) {
    OfferKey key;
    try {
      key = OfferKey.parse(record.key() == null ? "" : record.key());
    } catch (IllegalArgumentException e) {
      return new FeedEvent.Unusable(Skip.BAD_KEY);
    }
    return record.topic().equals(Topic.OFFERS.topicName())
        ? offer(key, record)
        : availability(key, record);
  }

  private static FeedEvent offer(OfferKey key, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return new FeedEvent.Withdrawn(key);
    }
    if (isOfOtherType(record, CloudEvent.OFFER)) {
      return new FeedEvent.Unusable(Skip.OTHER_TYPE);
    }
    Offer offer;
    try {
      offer = OfferReader.read(record.value());
    } catch (IOException e) {
      return new FeedEvent.Unusable(Skip.MALFORMED);
    }
    if (offer == null || isBlank(offer.model()) || isBlank(offer.upstreamId())) {
      return new FeedEvent.Unusable(Skip.MALFORMED);
    }
    return key.provider().equals(offer.provider()) && key.id().equals(offer.id())
        ? new FeedEvent.Offered(offer)
        : new FeedEvent.Unusable(Skip.KEY_MISMATCH);
  }

  private static FeedEvent availability(OfferKey key, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return new FeedEvent.Forgotten(key);
    }
    if (isOfOtherType(record, CloudEvent.AVAILABILITY)) {
      return new FeedEvent.Unusable(Skip.OTHER_TYPE);
    }
    Availability verdict;
    try {
      verdict = AvailabilityReader.read(record.value());
    } catch (IOException e) {
      return new FeedEvent.Unusable(Skip.MALFORMED);
    }
    if (verdict == null || verdict.state() == null) {
      return new FeedEvent.Unusable(Skip.MALFORMED);
    }
    return key.provider().equals(verdict.provider()) && key.id().equals(verdict.id())
        ? new FeedEvent.Judged(verdict)
        : new FeedEvent.Unusable(Skip.KEY_MISMATCH);
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
