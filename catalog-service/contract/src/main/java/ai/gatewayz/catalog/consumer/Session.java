package ai.gatewayz.catalog.consumer;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How soon a group of consumers notices that a member was lost without leaving. */
public final class Session {

  private static final Duration HEARTBEAT = Duration.ofMillis(2_500);

  private Session() {}

  /**
   * Adds it to the settings of a member; Kafka's own is 45 s, for which nobody reads what the lost
   * one had.
   *
   * @param timeout of silence after which a member's partitions go to the others
   */
  public static void limit(Map<String, Object> member, Duration timeout) {
    member.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    // By its heartbeat a member hears that partitions are to move: a long session is no reason to
    // hear of it late.
    member.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) Math.min(timeout.toMillis() / 4, HEARTBEAT.toMillis()));
  }
}
