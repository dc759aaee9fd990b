package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.fleet.Lengths;
import ai.gatewayz.gateway.fleet.Message;
import ai.gatewayz.gateway.fleet.Teller;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the windows to Kafka from a thread of its own. While Kafka is down they are counted and
 * dropped: an outcome of minutes ago says nothing any more, and holding them would only cost
 * memory.
 */
@Singleton
@Startup
class OutcomePublisher {

  private static final URI SOURCE = URI.create("/gateway-service");
  private static final int BLOCK_MILLIS = 500;
  private static final String TASK = "publish outcomes";

  /** As many copies as the broker makes of any topic. */
  private static final short BROKER_DEFAULT = -1;

  private static final List<Topic> TOPICS = List.of(Topic.OUTCOMES, Topic.TRAFFIC, Topic.FAILURES);

  /** Kafka is down, and there is nothing that it has to know. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** For what is sent last to reach Kafka. */
  private static final Duration LAST = Duration.ofSeconds(2);

  private final OutcomeWindows windows;
  private final OutcomeConfig config;
  private final KafkaAccess access;
  private final Fleet fleet;
  private final Teller teller;
  private final Map<String, Object> kafka;
  private final InstantSource clock;
  private final Counter sent;
  private final Counter dropped;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private KafkaProducer<String, byte[]> producer;
  private Thread thread;
  private boolean topicsEnsured;
  private Instant again = Instant.MIN;
  private volatile boolean away;

  OutcomePublisher(
      OutcomeWindows windows,
      OutcomeConfig config,
      KafkaAccess access,
      Fleet fleet,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry registry,
      InstantSource clock) {
    this.windows = windows;
    this.config = config;
    this.access = access;
    this.fleet = fleet;
    this.teller = new Teller(windows.replica(), config.interval(), config.offerInterval(), clock);
    this.kafka = kafka;
    this.clock = clock;
    this.sent =
        Counter.builder("gatewayz.outcomes.sent")
            .description("Windows of outcomes for health that Kafka has acknowledged")
            .register(registry);
    this.dropped =
        Counter.builder("gatewayz.outcomes.dropped")
            .description("Windows of outcomes for health that could not be published")
            .register(registry);
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("outcome-publisher").daemon().start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join(LAST.multipliedBy(2));
  }

  private void run() {
    try {
      while (!waited(Lengths.failures(config.interval(), fleet.size()))) {
        publish(teller::tell);
      }
      publish((taken, replicas, partitions) -> teller.last(taken, partitions));
    } finally {
      if (producer != null) {
        producer.close(LAST);
      }
    }
  }

  /**
   * @return whether it is to stop
   */
  private boolean waited(Duration time) {
    try {
      return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody but this class stops the thread; what was counted is told first.
      return true;
    }
  }

  /** What of what was seen is to be sent now. */
  private interface Telling {
    List<Message> tell(List<OutcomeWindow> taken, int replicas, int partitions);
  }

  private void publish(Telling telling) {
    List<OutcomeWindow> taken = windows.take();
    if (taken.isEmpty() && away && clock.instant().isBefore(again)) {
      return;
    }
    int lost = taken.size();
    try {
      ensureTopics();
      int partitions = producer().partitionsFor(Topic.TRAFFIC.topicName()).size();
      List<Message> messages = telling.tell(taken, fleet.size(), partitions);
      lost = messages.stream().mapToInt(OutcomePublisher::forHealth).sum();
      for (Message each : messages) {
        send(each);
        lost -= forHealth(each);
      }
    } catch (KafkaException | Topics.TopicsUnavailableException e) {
      // Waiting half a second for each of hundreds would hold the next windows up.
      dropped.increment(lost);
      access.failed(TASK, e);
      again = clock.instant().plus(PAUSE);
      if (!away) {
        away = true;
        Log.warnf(
            "Outcomes of live traffic are not published: Kafka does not accept them (%s)",
            e.getMessage());
      }
    }
  }

  /** What is told to others as well is counted once. */
  private static int forHealth(Message message) {
    return message.topic() == Topic.TRAFFIC ? message.windows() : 0;
  }

  private void ensureTopics() {
    if (!topicsEnsured) {
      try (Admin admin = Admin.create(settings())) {
        Topics.ensure(admin, TOPICS, BROKER_DEFAULT, 2);
      }
      topicsEnsured = true;
    }
  }

  private void send(Message message) {
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID().toString(), SOURCE, message.type(), message.key(), message.at());
    int windowsOfHealth = forHealth(message);
    producer()
        .send(
            event.record(message.topic(), message.partition(), EventJson.write(message.event())),
            (metadata, failure) -> told(failure, windowsOfHealth));
  }

  private void told(Exception failure, int windowsOfHealth) {
    if (failure == null) {
      sent.increment(windowsOfHealth);
      away = false;
      access.worked(TASK);
    } else {
      dropped.increment(windowsOfHealth);
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
