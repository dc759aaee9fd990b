package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records and waits until Kafka has them. Blocking: for worker threads. */
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
   * @throws PublishingFailedException where that is not certain of all of them
   */
  synchronized void publish(List<ProducerRecord<String, byte[]>> records) {
    try {
      ensureTopics();
      List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
      for (ProducerRecord<String, byte[]> record : records) {
        sent.add(producer().send(record));
      }
      producer().flush();
      for (Future<RecordMetadata> acknowledgement : sent) {
        acknowledgement.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishingFailedException("interrupted", e);
    } catch (ExecutionException e) {
      throw new PublishingFailedException("Kafka did not take an event", e.getCause());
    } catch (TimeoutException | RuntimeException e) {
      throw new PublishingFailedException("Kafka is away", e);
    }
  }

  private void ensureTopics() {
    if (!topicsEnsured) {
      try (Admin admin = Admin.create(settings())) {
        Topics.ensure(
            admin,
            List.of(Topic.OFFERS, Topic.CHANGES, Topic.SYNCS),
            config.replicas(),
            (int) config.patience().toSeconds());
      }
      topicsEnsured = true;
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    int patience = (int) config.patience().toMillis();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    settings.put("default.api.timeout.ms", patience);
    return settings;
  }

  @PreDestroy
  void close() {
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
