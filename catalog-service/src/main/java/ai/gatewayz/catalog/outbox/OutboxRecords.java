package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.tracing.TraceParent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The Kafka records of an outbox row. An event sent again has the same id. Pure. */
final class OutboxRecords {

  private static final URI SOURCE = URI.create("/catalog-service");

  private OutboxRecords() {}

  /**
   * @param row seq, action, provider, id, payload, at, body: the offer's text if it still is at
   *     this row's version (a later row publishes a later one), null for what is withdrawn
   * @param traceparent the trace to go on with; null for none
   */
  static List<ProducerRecord<String, byte[]>> of(OutboxRow row, String traceparent) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(2);
    switch (row.action()) {
      case "put" -> {
        if (row.body() != null) {
          records.add(event(row, CloudEvent.OFFER).record(Topic.OFFERS, bytes(row.body())));
        }
      }
      case "remove" -> records.add(event(row, CloudEvent.OFFER).record(Topic.OFFERS, null));
      case "sync" ->
          records.add(
              new CloudEvent("sync-" + row.seq(), SOURCE, CloudEvent.SYNC, row.provider(), row.at())
                  .record(Topic.SYNCS, bytes(row.payload())));
      case "key" ->
          records.add(
              new CloudEvent("key-" + row.seq(), SOURCE, CloudEvent.KEY, row.provider(), row.at())
                  .record(Topic.KEYS, row.payload() == null ? null : bytes(row.payload())));
      default -> throw new IllegalStateException("no such action: " + row.action());
    }
    if (row.id() != null && row.payload() != null) {
      records.add(event(row, CloudEvent.CHANGE).record(Topic.CHANGES, bytes(row.payload())));
    }
    records.forEach(record -> TraceParent.add(record.headers(), traceparent));
    return records;
  }

  private static CloudEvent event(OutboxRow row, String type) {
    String kind = type.equals(CloudEvent.OFFER) ? "offer-" : "change-";
    String key = new OfferKey(row.provider(), row.id()).toString();
    return new CloudEvent(kind + row.seq(), SOURCE, type, key, row.at());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A row of the outbox with the offer it is about. */
  record OutboxRow(
      long seq,
      String action,
      String provider,
      String id,
      String payload,
      Instant at,
      String body,
      String traceparent) {}
}
