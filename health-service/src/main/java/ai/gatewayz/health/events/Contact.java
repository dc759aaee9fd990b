package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.Topic;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Whether Kafka is there. To a poll one that cannot be reached looks like one with nothing new, so
 * it is asked now and then for something that it must answer.
 */
final class Contact {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final List<TopicPartition> SOME =
      List.of(new TopicPartition(Topic.OFFERS.topicName(), 0));

  private final EventMetrics metrics;
  private final InstantSource clock;
  private Instant due = Instant.MIN;

  Contact(EventMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * After a poll.
   *
   * @param member the consumer that has polled, on its own thread
   */
  void look(KafkaConsumer<?, ?> member) {
    if (clock.instant().isBefore(due)) {
      return;
    }
    try {
      member.endOffsets(SOME, ANSWER);
      metrics.answered();
    } catch (TimeoutException e) {
      // What grows now is the time since its last answer, of which an alert tells.
      Log.debugf("Kafka does not answer: %s", e.getMessage());
    }
    due = clock.instant().plus(EVERY);
  }
}
