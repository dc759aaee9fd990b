package ai.gatewayz.catalog;

import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as a new consumer would: from its start to where it ends now. */
public final class TopicReader {

  private TopicReader() {}

  public static List<ConsumerRecord<String, byte[]>> all(String bootstrap, Topic topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topic.PARTITIONS)
              .mapToObj(number -> new TopicPartition(topic.topicName(), number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The state that a new consumer of a compacted topic ends with: the last value of each key. */
  public static Map<String, byte[]> state(String bootstrap, Topic topic) {
    Map<String, byte[]> state = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : all(bootstrap, topic)) {
      if (record.value() == null) {
        state.remove(record.key());
      } else {
        state.put(record.key(), record.value());
      }
    }
    return state;
  }
}
