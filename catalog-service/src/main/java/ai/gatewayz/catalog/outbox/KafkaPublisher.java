package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records and waits until Kafka has them. All replicas use one transactional name, and the
 * last to open it is the only one that Kafka listens to. Blocking: for worker threads.
 *
 * <p>Readers need not wait for the end of a transaction ({@code read_committed}): what one that was
 * given up has sent is true as well, since it was committed in the database before, and comes again
 * with the same ids and versions.
 */
@ApplicationScoped
public class KafkaPublisher {

  private final Map<String, Object> kafka;
  private final RelayConfig config;
  private KafkaProducer<String, byte[]> producer;
  private boolean topicsEnsured;

  KafkaPublisher(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, RelayConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  /**
   * Sends all in order; returns when every one is acknowledged by all replicas in sync.
   *
   * @param takeOver another process published last: whatever it may still send is refused from here
   *     on
   * @throws PublishingFailedException where that is not certain of all of them
   */
  synchronized void publish(List<ProducerRecord<String, byte[]>> records, boolean takeOver) {
    try {
      if (takeOver || producer == null) {
        takeOver();
      }
      producer.beginTransaction();
      // What becomes of each is told by the end of the transaction, which fails where one did.
      records.forEach(producer::send);
      producer.commitTransaction();
    } catch (RuntimeException e) {
      // Fenced, timed out or half sent: a new producer shuts this one out.
      discard();
      throw new PublishingFailedException("Kafka did not acknowledge all events", e);
    }
  }

  /**
   * Makes sure of the topics, and shuts out every other process: what it may still send is refused
   * from here on.
   */
  synchronized void takeOver() {
    ensureTopics();
    discard();
    producer = open();
  }

  /** Shuts out every other producer of the same name, with what it may still send. */
  private KafkaProducer<String, byte[]> open() {
    KafkaProducer<String, byte[]> opened =
        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    try {
      opened.initTransactions();
      return opened;
    } catch (RuntimeException e) {
      opened.close(Duration.ZERO);
      throw e;
    }
  }

  private void discard() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  synchronized void ensureTopics() {
    if (!topicsEnsured) {
      try (Admin admin = Admin.create(settings())) {
        Topics.ensure(
            admin,
            List.of(Topic.OFFERS, Topic.CHANGES, Topic.SYNCS, Topic.KEYS),
            config.replicas(),
            (int) config.patience().toSeconds());
      }
      topicsEnsured = true;
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    int patience = (int) config.patience().toMillis();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.transactionalId());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    Topics.compress(settings);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    settings.put("default.api.timeout.ms", patience);
    return settings;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }

  /** Nothing is known to be lost; the same events are to be sent again. */
  static final class PublishingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishingFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
