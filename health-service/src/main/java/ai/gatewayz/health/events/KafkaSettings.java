package ai.gatewayz.health.events;

import ai.gatewayz.catalog.consumer.Session;
import ai.gatewayz.catalog.contract.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka client's settings: what is configured, and what this service needs on top. */
@ApplicationScoped
class KafkaSettings {

  private final Map<String, Object> kafka;
  private final EventsConfig config;

  KafkaSettings(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, EventsConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  Map<String, Object> admin() {
    Map<String, Object> settings = base();
    settings.put("default.api.timeout.ms", 5_000);
    settings.put("request.timeout.ms", 4_000);
    return settings;
  }

  /**
   * A member of the group. The same partitions of all topics come to the same member.
   *
   * @param besideOlder whether the group has members of a version that knew ranges alone, which
   *     stop for every change of the group; as long as one is there, all do
   */
  Map<String, Object> member(boolean besideOlder) {
    Map<String, Object> settings = reader();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    config
        .instance()
        .ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, true);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        besideOlder
            ? List.of(CoPartitionedAssignor.class, RangeAssignor.class)
            : List.of(CoPartitionedAssignor.class));
    Session.limit(settings, config.sessionTimeout());
    return settings;
  }

  /** Reads partitions of its own choice. */
  Map<String, Object> reader() {
    Map<String, Object> settings = base();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return settings;
  }

  Map<String, Object> producer() {
    Map<String, Object> settings = base();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    Topics.compress(settings);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  private Map<String, Object> base() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("reconnect.backoff.max.ms", 1_000);
    return settings;
  }
}
