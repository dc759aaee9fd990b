package ai.gatewayz.gateway.feed;

import ai.gatewayz.gateway.snapshot.Positions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Which topics there are, and their partitions.
 *
 * @param ids of the topics, by name: one that is made anew has another
 */
record TopicLayout(Map<String, String> ids, Set<TopicPartition> partitions) {

  /**
   * Asks Kafka.
   *
   * @throws KafkaException where it does not answer in time, or a topic is not there
   */
  static TopicLayout ask(Admin admin, Collection<String> topics, Duration wait) {
    DescribeTopicsResult asked = admin.describeTopics(topics);
    try {
      Map<String, TopicDescription> found =
          asked.allTopicNames().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return new TopicLayout(
          found.values().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      TopicDescription::name, topic -> topic.topicId().toString())),
          found.values().stream()
              .flatMap(
                  topic ->
                      IntStream.range(0, topic.partitions().size())
                          .mapToObj(number -> new TopicPartition(topic.name(), number)))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicAuthorizationException denied) {
        throw new TopicAuthorizationException(denied.getMessage(), failed(asked));
      }
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException(
          "Kafka did not describe the topics within " + wait.toMillis() + " ms");
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The broker does not say on which topics it denies a right. */
  private static Set<String> failed(DescribeTopicsResult asked) {
    return asked.topicNameValues().entrySet().stream()
        .filter(each -> each.getValue().isCompletedExceptionally())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** How far these topics are read. */
  Positions positions(ToLongFunction<TopicPartition> next) {
    Map<String, Map<Integer, Long>> read = new HashMap<>();
    for (TopicPartition partition : partitions) {
      read.computeIfAbsent(partition.topic(), topic -> new HashMap<>())
          .put(partition.partition(), next.applyAsLong(partition));
    }
    return new Positions(
        read.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    topic -> new Positions.Read(ids.get(topic.getKey()), topic.getValue()))));
  }

  /** Where to go on from, by partition; empty where it is of other topics or partitions. */
  Optional<Map<TopicPartition, Long>> from(Positions read) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<String, Positions.Read> topic : read.topics().entrySet()) {
      if (!topic.getValue().id().equals(ids.get(topic.getKey()))) {
        return Optional.empty();
      }
      topic
          .getValue()
          .next()
          .forEach(
              (number, offset) -> offsets.put(new TopicPartition(topic.getKey(), number), offset));
    }
    return offsets.keySet().equals(partitions) ? Optional.of(offsets) : Optional.empty();
  }
}
