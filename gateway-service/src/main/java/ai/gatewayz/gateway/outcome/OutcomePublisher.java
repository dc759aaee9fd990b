package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.health.contract.OutcomeWindow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the windows to Kafka from a thread of its own. While Kafka is away they are counted and
 * dropped: an outcome of minutes ago says nothing any more, and holding them would only cost
 * memory.
 */
@Singleton
@Startup
class OutcomePublisher {

  private static final URI SOURCE = URI.create("/gateway-service");
  private static final int BLOCK_MILLIS = 500;
  private static final String TASK = "tell outcomes";

  /** As many copies as the broker makes of any topic. */
  private static final short BROKER_DEFAULT = -1;

  private final OutcomeWindows windows;
  private final OutcomeConfig config;
  private final KafkaAccess access;
  private final Map<String, Object> kafka;
  private final Counter sent;
  private final Counter dropped;
  private KafkaProducer<String, byte[]> producer;
  private Thread thread;
  private boolean topicEnsured;
  private volatile boolean away;

  OutcomePublisher(
      OutcomeWindows windows,
      OutcomeConfig config,
      KafkaAccess access,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry registry) {
    this.windows = windows;
    this.config = config;
    this.access = access;
    this.kafka = kafka;
    this.sent =
        Counter.builder("gatewayz.outcomes.sent")
            .description("Windows that Kafka took")
            .register(registry);
    this.dropped =
        Counter.builder("gatewayz.outcomes.dropped")
            .description("Windows that Kafka did not take")
            .register(registry);
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("outcome-publisher").daemon().start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(2));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(config.interval());
        publish(windows.take());
      }
    } catch (InterruptedException e) {
      publish(windows.take());
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(1));
      }
    }
  }

  private void publish(List<OutcomeWindow> taken) {
    if (taken.isEmpty()) {
      return;
    }
    int index = 0;
    try {
      ensureTopic();
      for (; index < taken.size(); index++) {
        send(taken.get(index));
      }
    } catch (KafkaException | Topics.TopicsUnavailableException e) {
      // Waiting half a second for each of hundreds would hold the next windows up.
      dropped.increment(taken.size() - index);
      access.failed(TASK, e);
      if (!away) {
        away = true;
        Log.warnf("Outcomes of live traffic are not told: Kafka is away (%s)", e.getMessage());
      }
    }
  }

  private void ensureTopic() {
    if (!topicEnsured) {
      try (Admin admin = Admin.create(settings())) {
        Topics.ensure(admin, List.of(Topic.OUTCOMES), BROKER_DEFAULT, 2);
      }
      topicEnsured = true;
    }
  }

  private void send(OutcomeWindow window) {
    String key = window.provider() + ":" + window.id();
    CloudEvent event =
        new CloudEvent(UUID.randomUUID().toString(), SOURCE, CloudEvent.OUTCOMES, key, window.to());
    producer()
        .send(
            event.record(Topic.OUTCOMES, EventJson.write(window)),
            (metadata, failure) -> told(failure));
  }

  private void told(Exception failure) {
    if (failure == null) {
      sent.increment();
      away = false;
      access.worked(TASK);
    } else {
      dropped.increment();
      access.failed(TASK, failure);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("reconnect.backoff.max.ms", 1_000);
    settings.put("default.api.timeout.ms", 3_000);
    settings.put("request.timeout.ms", 3_000);
    return settings;
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = settings();
      settings.put(ProducerConfig.ACKS_CONFIG, "1");
      Topics.compress(settings);
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }
}
