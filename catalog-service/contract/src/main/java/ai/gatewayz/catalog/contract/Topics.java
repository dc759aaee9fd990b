package ai.gatewayz.catalog.contract;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes sure of topics with the settings of the contract: missing ones are created, settings that
 * an existing one lacks are added. What somebody has set stays, and so does the number of
 * partitions: with more of them keys would move, and with them the order of an offer's events.
 */
public final class Topics {

  private static final long LOOK_MILLIS = 20;

  private Topics() {}

  /**
   * Blocks until the broker has answered and new topics can be written to, at most {@code seconds}
   * for each of five requests.
   *
   * @param replicas copies of each partition; 1 on a single broker, -1 for as many as the broker
   *     makes by itself
   * @throws TopicsUnavailableException where the broker does not answer in time, or a topic is not
   *     there and cannot be created
   */
  public static void ensure(Admin admin, Collection<Topic> topics, short replicas, int seconds) {
    Map<String, TopicDescription> found = describe(admin, seconds);
    int partitions = partitions(found);
    List<NewTopic> missing =
        topics.stream()
            .filter(topic -> !found.containsKey(topic.topicName()))
            .map(topic -> topic(topic, partitions, replicas))
            .toList();
    create(admin, missing, seconds);
    TopicSettings.add(
        admin,
        topics.stream().filter(topic -> found.containsKey(topic.topicName())).toList(),
        found,
        seconds);
  }

  /**
   * Has a producer compress as the topics are, so that the broker need not do it again; fast rather
   * than small.
   */
  public static void compress(Map<String, Object> producer) {
    producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    producer.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1);
  }

  /** Those of all topics that are there and may be seen. */
  private static Map<String, TopicDescription> describe(Admin admin, int seconds) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
        .topicNameValues()
        .forEach(
            (name, described) -> {
              try {
                found.put(name, await(described, name, seconds));
              } catch (UnknownTopicOrPartitionException absent) {
                // It is created if it is wanted.
              } catch (ApiException hidden) {
                // Another service's, which this one need not see; or the broker says so later.
              }
            });
    return found;
  }

  /** As many as the topics have that are there: one replica owns an offer in all of them. */
  private static int partitions(Map<String, TopicDescription> found) {
    return found.values().stream()
        .mapToInt(topic -> topic.partitions().size())
        .max()
        .orElse(Topic.PARTITIONS);
  }

  private static NewTopic topic(Topic topic, int partitions, short replicas) {
    Map<String, String> settings = topic.settings();
    if (replicas >= Topic.COPIES_OF_A_CLUSTER) {
      settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return new NewTopic(topic.topicName(), partitions, replicas).configs(settings);
  }

  private static void create(Admin admin, List<NewTopic> missing, int seconds) {
    if (missing.isEmpty()) {
      return;
    }
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, created) -> {
              try {
                await(created, name, seconds);
              } catch (TopicExistsException e) {
                // Another process was first.
              } catch (ApiException e) {
                throw new TopicsUnavailableException("cannot create topic " + name, e);
              }
            });
    awaitLeaders(admin, missing, seconds);
  }

  /**
   * A topic is made before its partitions are led. One that is written to in between may refuse a
   * producer's first batch and take its second, after which the first is out of order: it is lost,
   * or holds up the partition until its time is over.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> made, int seconds) {
    List<String> names = made.stream().map(NewTopic::name).toList();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Map<TopicPartition, OffsetSpec> led = led(admin, names, seconds);
    while (led.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new TopicsUnavailableException("partitions of new topics have no leader yet", null);
      }
      pause();
      led = led(admin, names, seconds);
    }
    try {
      // A broker that is told to lead opens the partition a moment later, and answers from then on.
      await(admin.listOffsets(led).all(), "new topics", seconds);
    } catch (ApiException e) {
      throw new TopicsUnavailableException("partitions of new topics are not available yet", e);
    }
  }

  /** All partitions of these topics; none where one of them is not led. */
  private static Map<TopicPartition, OffsetSpec> led(Admin admin, List<String> names, int seconds) {
    Map<TopicPartition, OffsetSpec> led = new HashMap<>();
    for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
      TopicDescription topic;
      try {
        topic = await(described.getValue(), described.getKey(), seconds);
      } catch (UnknownTopicOrPartitionException notYet) {
        return Map.of();
      }
      for (TopicPartitionInfo partition : topic.partitions()) {
        if (partition.leader() == null) {
          return Map.of();
        }
        led.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    return led;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicsUnavailableException("interrupted while waiting for new topics", e);
    }
  }

  /**
   * @throws ApiException what the broker says
   */
  static <T> T await(KafkaFuture<T> answer, String topic, int seconds) {
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
          || !(e.getCause() instanceof ApiException refusal)) {
        throw new TopicsUnavailableException("Kafka did not answer about " + topic, e.getCause());
      }
      throw named(refusal, topic);
    } catch (TimeoutException e) {
      throw new TopicsUnavailableException("Kafka did not answer about " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicsUnavailableException("interrupted while asking about " + topic, e);
    }
  }

  /** A broker that denies a right does not always say on what. */
  private static ApiException named(ApiException refusal, String topic) {
    return refusal instanceof TopicAuthorizationException denied
            && denied.unauthorizedTopics().isEmpty()
        ? new TopicAuthorizationException(denied.getMessage(), Set.of(topic))
        : refusal;
  }

  /** The topics could not be made sure of; the caller tries again or says so in its health. */
  public static final class TopicsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
