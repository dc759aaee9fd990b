package ai.gatewayz.catalog.contract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates missing topics with the settings of the contract. Topics that exist are left as they are.
 */
public final class Topics {

  private Topics() {}

  /**
   * Blocks until the broker has answered, at most {@code seconds}.
   *
   * @param replicas copies of each partition; 1 on a single broker
   * @throws TopicsUnavailableException where the broker does not answer in time or refuses
   */
  public static void ensure(Admin admin, Collection<Topic> topics, short replicas, int seconds) {
    List<NewTopic> wanted = topics.stream().map(topic -> describe(topic, replicas)).toList();
    admin
        .createTopics(wanted)
        .values()
        .forEach(
            (name, created) -> {
              try {
                created.get(seconds, TimeUnit.SECONDS);
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw new TopicsUnavailableException("cannot create topic " + name, e.getCause());
                }
              } catch (TimeoutException e) {
                throw new TopicsUnavailableException("no answer from Kafka about topic " + name, e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TopicsUnavailableException("interrupted while creating topic " + name, e);
              }
            });
  }

  private static NewTopic describe(Topic topic, short replicas) {
    String retention = Long.toString(topic.retention().toMillis());
    Map<String, String> settings =
        switch (topic.cleanup()) {
          case COMPACT ->
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_COMPACT,
                  TopicConfig.DELETE_RETENTION_MS_CONFIG,
                  retention);
          case DELETE ->
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_DELETE,
                  TopicConfig.RETENTION_MS_CONFIG,
                  retention);
        };
    return new NewTopic(topic.topicName(), Topic.PARTITIONS, replicas).configs(settings);
  }

  /** The topics could not be made sure of; the caller tries again or says so in its health. */
  public static final class TopicsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
