package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of the group that notes what it is given and what is taken from it. */
final class TestMember implements ConsumerRebalanceListener, AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final List<String> moves = new CopyOnWriteArrayList<>();
  private final Set<String> held = new ConcurrentSkipListSet<>();
  private final Set<Integer> read = new ConcurrentSkipListSet<>();
  private volatile KafkaException failure;

  TestMember(Map<String, Object> settings) {
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    thread = Thread.ofPlatform().name("member").start(this::follow);
  }

  /** As the versions before joined. */
  static Map<String, Object> older(Map<String, Object> settings) {
    Map<String, Object> older = new HashMap<>(settings);
    older.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    return older;
  }

  private void follow() {
    try (consumer) {
      consumer.subscribe(List.of(Topic.OFFERS.topicName(), Topic.OUTCOMES.topicName()), this);
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.partition()));
      }
    } catch (WakeupException closed) {
      // It was told to leave.
    } catch (KafkaException e) {
      failure = e;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    partitions.forEach(each -> held.add(each.toString()));
    note("assigned", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    partitions.forEach(each -> held.remove(each.toString()));
    note("revoked", partitions);
  }

  private void note(String what, Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      moves.add(
          what
              + " "
              + partitions.stream()
                  .map(TopicPartition::partition)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** What was moved to it and from it, in order. */
  List<String> moves() {
    return moves;
  }

  Set<Integer> numbers(Topic topic) {
    String prefix = topic.topicName() + "-";
    return held.stream()
        .filter(each -> each.startsWith(prefix))
        .map(each -> Integer.valueOf(each.substring(prefix.length())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether something came from each of its partitions. */
  boolean readsAll() {
    return read.containsAll(numbers(Topic.OUTCOMES));
  }

  void forget() {
    read.clear();
  }

  /** What ended it; null where nothing did. */
  KafkaException failure() {
    return failure;
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
