package ai.gatewayz.catalog.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.outbox.OutboxRecords.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutboxRecordsTest {

  private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");

  private static OutboxRow row(String action, String id, String payload, String body) {
    return new OutboxRow(7, action, "together", id, payload, AT, body, null);
  }

  private static List<String> topics(List<ProducerRecord<String, byte[]>> records) {
    return records.stream().map(ProducerRecord::topic).toList();
  }

  private static String eventId(ProducerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
  }

  @Test
  void aChangedOfferIsPublishedAndItsChangeIsTold() {
    List<ProducerRecord<String, byte[]>> records =
        OutboxRecords.of(row("put", "a/B", "{\"kind\":\"changed\"}", "{\"id\":\"a/B\"}"), null);
    assertEquals(List.of(Topic.OFFERS.topicName(), Topic.CHANGES.topicName()), topics(records));
    records.forEach(record -> assertEquals("together:a/B", record.key()));
    assertArrayEquals(
        "{\"id\":\"a/B\"}".getBytes(StandardCharsets.UTF_8), records.getFirst().value());
  }

  @Test
  void whatALaterRowPublishesIsNotPublishedByAnEarlierOne() {
    assertEquals(
        List.of(Topic.CHANGES.topicName()),
        topics(OutboxRecords.of(row("put", "a/B", "{\"kind\":\"changed\"}", null), null)));
    assertTrue(OutboxRecords.of(row("put", "a/B", null, null), null).isEmpty());
  }

  @Test
  void aWithdrawnOfferIsATombstone() {
    List<ProducerRecord<String, byte[]>> records =
        OutboxRecords.of(row("remove", "a/B", "{\"kind\":\"withdrawn\"}", null), null);
    assertEquals(Topic.OFFERS.topicName(), records.getFirst().topic());
    assertNull(records.getFirst().value());
    assertEquals(Topic.CHANGES.topicName(), records.getLast().topic());
  }

  @Test
  void whatIsSentAgainHasTheSameIds() {
    OutboxRow row = row("put", "a/B", "{}", "{}");
    assertEquals(
        OutboxRecords.of(row, null).stream().map(OutboxRecordsTest::eventId).toList(),
        OutboxRecords.of(row, null).stream().map(OutboxRecordsTest::eventId).toList());
  }

  @Test
  void everyEventOfARowGoesOnWithItsTrace() {
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    List<ProducerRecord<String, byte[]>> records =
        OutboxRecords.of(row("put", "a/B", "{}", "{}"), traceparent);
    assertEquals(2, records.size());
    records.forEach(
        record ->
            assertArrayEquals(
                traceparent.getBytes(StandardCharsets.US_ASCII),
                record.headers().lastHeader("traceparent").value()));
    OutboxRecords.of(row("put", "a/B", "{}", "{}"), null)
        .forEach(record -> assertNull(record.headers().lastHeader("traceparent")));
  }
}
