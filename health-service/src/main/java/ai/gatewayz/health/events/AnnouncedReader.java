package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the verdicts that stand on the compacted topic. Blocking. */
final class AnnouncedReader implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int MOST_EMPTY_POLLS = 50;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Consumer<ConsumerRecord<String, byte[]>> each;

  AnnouncedReader(KafkaSettings settings, Consumer<ConsumerRecord<String, byte[]>> each) {
    this.each = each;
    consumer =
        new KafkaConsumer<>(
            settings.reader(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads partitions up to their present end; of a key that is there several times, in order.
   *
   * @throws TimeoutException where Kafka stops answering in between
   */
  void read(Collection<Integer> numbers) {
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
      records.forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
