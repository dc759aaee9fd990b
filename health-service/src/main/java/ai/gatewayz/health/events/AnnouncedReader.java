package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.health.override.OperatorWord;
import ai.gatewayz.health.override.Overrides;
import io.quarkus.logging.Log;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the verdicts that stand on the compacted topic. Blocking. */
final class AnnouncedReader implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int MOST_EMPTY_POLLS = 50;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Overrides overrides;

  AnnouncedReader(KafkaSettings settings, Overrides overrides) {
    this.overrides = overrides;
    consumer =
        new KafkaConsumer<>(
            settings.reader(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads partitions up to their present end; of a key that is there several times, in order.
   *
   * @throws TimeoutException where Kafka stops answering in between
   */
  void read(
      Collection<Integer> numbers, Consumer<Availability> each, Consumer<OfferKey> withdrawn) {
    List<TopicPartition> partitions =
        numbers.stream()
            .map(number -> new TopicPartition(Topic.AVAILABILITY.topicName(), number))
            .toList();
    if (partitions.isEmpty()) {
      return;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    int empty = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
      var records = consumer.poll(Duration.ofMillis(100));
      empty = records.isEmpty() ? empty + 1 : 0;
      if (empty > MOST_EMPTY_POLLS) {
        throw new TimeoutException("the announced verdicts cannot be read");
      }
      records.forEach(record -> accept(record, each, withdrawn));
    }
  }

  private void accept(
      ConsumerRecord<String, byte[]> record,
      Consumer<Availability> each,
      Consumer<OfferKey> withdrawn) {
    try {
      if (record.value() == null) {
        withdrawn.accept(OfferKey.parse(record.key()));
        return;
      }
      Availability told = EventJson.read(record.value(), Availability.class);
      Header beneath = record.headers().lastHeader(AvailabilityHeaders.BENEATH);
      if (beneath == null) {
        each.accept(told);
      } else {
        each.accept(EventJson.read(beneath.value(), Availability.class));
        overrides.restore(new OperatorWord(told.key(), told.state(), told.since(), told.retryAt()));
      }
    } catch (UncheckedIOException | IllegalArgumentException | NullPointerException e) {
      Log.warnf(
          "Verdict %s-%d@%d cannot be read: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
