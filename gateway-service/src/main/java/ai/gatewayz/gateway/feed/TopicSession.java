package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Positions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One reading of compacted topics, from their start or from where a snapshot was taken; for one
 * thread, except for {@link #wakeup()}.
 */
public final class TopicSession implements AutoCloseable {

  static final List<Topic> TOPICS = List.of(Topic.OFFERS, Topic.AVAILABILITY);

  // A broker that is there answers in milliseconds; a start should not wait long for one that is
  // not when there is a file to start from.
  private static final Duration CONNECT = Duration.ofMillis(2_000);
  // Short, because it delays events where only one of several brokers is down.
  private static final Duration ASK_END = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STALL = Duration.ofSeconds(5);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Admin admin;
  private final List<String> names;
  private final InstantSource clock;
  private Positions positions = Positions.NONE;
  private TopicLayout layout = new TopicLayout(Map.of(), Set.of());

  /**
   * @param kafka settings of the Kafka client: addresses, security
   * @param topics that are read
   */
  public TopicSession(Map<String, Object> kafka, List<Topic> topics, InstantSource clock) {
    this.names = topics.stream().map(Topic::topicName).toList();
    this.clock = clock;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Where a topic lacks what was to come next, it is another one: only a new session is right.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    // New partitions are noticed this soon.
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    Map<String, Object> asking = new HashMap<>(kafka);
    asking.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CONNECT.toMillis());
    asking.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CONNECT.toMillis());
    asking.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    admin = Admin.create(asking);
  }

  /**
   * Finds the topics, and goes to where it reads from.
   *
   * @param read where an earlier reading ended
   * @return whether it goes on from there; else it begins at the start of the topics
   * @throws TimeoutException where Kafka does not answer
   * @throws UnknownTopicOrPartitionException where a topic is not there
   */
  public boolean open(Positions read) {
    layout = TopicLayout.ask(admin, names, CONNECT);
    consumer.assign(layout.partitions());
    Optional<Map<TopicPartition, Long>> from = layout.from(read).filter(this::isThere);
    from.ifPresentOrElse(
        offsets -> offsets.forEach(consumer::seek),
        () -> consumer.seekToBeginning(layout.partitions()));
    return from.isPresent();
  }

  private boolean isThere(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(offsets.keySet(), CONNECT);
    Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet(), CONNECT);
    return offsets.entrySet().stream()
        .allMatch(
            next ->
                starts.get(next.getKey()) <= next.getValue()
                    && next.getValue() <= ends.get(next.getKey()));
  }

  /**
   * How far the topics are read: everything before was handed out. While a partition moves to
   * another broker, how far they were read before.
   */
  Positions positions() {
    try {
      positions = layout.positions(partition -> consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException moving) {
      // Whoever goes on from there reads some events again.
    }
    return positions;
  }

  /**
   * Reads the topics up to where they ended when it began.
   *
   * @throws TimeoutException where Kafka does not answer, or stops in the middle
   */
  public void load(Consumer<List<ConsumerRecord<String, byte[]>>> some) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(layout.partitions(), CONNECT);
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
  public int poll(Duration wait, Consumer<List<ConsumerRecord<String, byte[]>>> some) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    consumer.poll(wait).forEach(records::add);
    if (!records.isEmpty()) {
      some.accept(records);
    }
    return records.size();
  }

  /** Whether everything was read that the topics hold now; false where Kafka does not answer. */
  public boolean atEnd() {
    try {
      return reached(consumer.endOffsets(layout.partitions(), ASK_END));
    } catch (TimeoutException away) {
      return false;
    }
  }

  /** Whether there are other topics or partitions than those that are read, as far as is known. */
  public boolean moved() {
    try {
      return !TopicLayout.ask(admin, names, ASK_END).equals(layout);
    } catch (KafkaException away) {
      return false;
    }
  }

  /** Makes a running or the next call end with a {@code WakeupException}. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
    admin.close(Duration.ofMillis(500));
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), CONNECT) >= end.getValue());
  }
}
