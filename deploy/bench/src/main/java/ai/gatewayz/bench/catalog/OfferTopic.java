package ai.gatewayz.bench.catalog;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of offers, read as a consumer of it does, committed transactions only. */
final class OfferTopic implements AutoCloseable {

  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Set<String> offers = new HashSet<>();
  private long events;

  private OfferTopic(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Creates the catalog's topics and begins to read. */
  static OfferTopic open(String kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Topics.ensure(admin, List.of(Topic.OFFERS, Topic.CHANGES, Topic.SYNCS), (short) 1, 10);
    }
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(Topic.OFFERS.topicName(), partition))
            .toList());
    return new OfferTopic(consumer);
  }

  /** Reads until there are events of so many offers; when the last of them was there. */
  Instant await(int expected) throws IOException {
    long began = System.nanoTime();
    while (offers.size() < expected) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException(offers.size() + " of " + expected + " offers are on Kafka");
      }
      read(Duration.ofMillis(100));
    }
    return Instant.now();
  }

  /** How many events there are by now. */
  long events() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read(Duration.ofMillis(100));
    }
    return events;
  }

  private void read(Duration wait) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
      offers.add(record.key());
      events++;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
