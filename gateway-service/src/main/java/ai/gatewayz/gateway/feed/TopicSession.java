package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One reading of the feed's topics from their start; for one thread, except for {@link #wakeup()}.
 */
final class TopicSession implements AutoCloseable {

  static final List<Topic> TOPICS = List.of(Topic.OFFERS, Topic.AVAILABILITY);

  // A broker that is there answers in milliseconds; a start should not wait long for one that is
  // not when there is a file to start from.
  private static final Duration CONNECT = Duration.ofMillis(2_000);
  // Short, because it delays events where only one of several brokers is away.
  private static final Duration ASK_END = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STALL = Duration.ofSeconds(5);

  private final KafkaConsumer<String, byte[]> consumer;
  private final InstantSource clock;
  private Set<TopicPartition> partitions = Set.of();

  /**
   * @param kafka settings of the Kafka client: addresses, security
   */
  TopicSession(Map<String, Object> kafka, InstantSource clock) {
    this.clock = clock;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    // New partitions are noticed this soon.
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads both topics up to where they ended when it began.
   *
   * @throws TimeoutException where Kafka does not answer, or stops in the middle
   * @throws UnknownTopicOrPartitionException where a topic is not there
   */
  void load(Consumer<List<ConsumerRecord<String, byte[]>>> some) {
    partitions = findPartitions(CONNECT);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CONNECT);
    Instant deadline = clock.instant().plus(STALL);
    while (!reached(ends)) {
      if (poll(POLL, some) > 0) {
        deadline = clock.instant().plus(STALL);
      } else if (clock.instant().isAfter(deadline)) {
        throw new TimeoutException("no events for " + STALL.toSeconds() + " s while loading");
      }
    }
  }

  /** Reads what has come since, waiting a while for it; the number of events. */
  int poll(Duration wait, Consumer<List<ConsumerRecord<String, byte[]>>> some) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    consumer.poll(wait).forEach(records::add);
    if (!records.isEmpty()) {
      some.accept(records);
    }
    return records.size();
  }

  /** Whether everything was read that the topics hold now; false where Kafka does not answer. */
  boolean atEnd() {
    try {
      return reached(consumer.endOffsets(partitions, ASK_END));
    } catch (TimeoutException away) {
      return false;
    }
  }

  /** Whether the topics have other partitions than those that are read, as far as is known. */
  boolean repartitioned() {
    try {
      return !findPartitions(ASK_END).equals(partitions);
    } catch (TimeoutException | UnknownTopicOrPartitionException away) {
      return false;
    }
  }

  /** Makes a running or the next call end with a {@code WakeupException}. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), CONNECT) >= end.getValue());
  }

  private Set<TopicPartition> findPartitions(Duration wait) {
    return TOPICS.stream()
        .map(topic -> partitionsOf(topic, wait))
        .flatMap(Collection::stream)
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<PartitionInfo> partitionsOf(Topic topic, Duration wait) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.topicName(), wait);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException(topic.topicName());
    }
    return found;
  }
}
