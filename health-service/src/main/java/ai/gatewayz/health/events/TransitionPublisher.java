package ai.gatewayz.health.events;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.health.contract.AvailabilityTransition;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import ai.gatewayz.health.store.TransitionQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes every change of state, for those who keep the history elsewhere; from a thread of its
 * own. What Kafka did not acknowledge is sent again, with the same ids.
 */
@ApplicationScoped
@Startup
public class TransitionPublisher implements ChangeFollower {

  private static final URI SOURCE = URI.create("/health-service");
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BUFFER = 8 << 20;
  private static final String TASK = "publish transitions";

  private final KafkaSettings settings;
  private final EventsConfig config;
  private final KafkaAccess access;
  private final TransitionQueue waiting;
  private final Counter announced;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private KafkaProducer<String, byte[]> producer;
  private Thread thread;
  private boolean away;

  TransitionPublisher(
      KafkaSettings settings, EventsConfig config, KafkaAccess access, MeterRegistry registry) {
    this.settings = settings;
    this.config = config;
    this.access = access;
    Counter untold =
        Counter.builder("gatewayz.health.transitions.untold")
            .description("Transitions that were dropped because Kafka was down for too long")
            .register(registry);
    this.waiting = new TransitionQueue(() -> {}, untold::increment);
    this.announced =
        Counter.builder("gatewayz.health.transitions.announced")
            .description("Transitions that Kafka has acknowledged")
            .register(registry);
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("transition-publisher").daemon().start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join(Duration.ofSeconds(5));
    thread.interrupt();
  }

  @Override
  public void changed(Change change) {
    switch (change) {
      case Change.Judged judged -> judged.transition().ifPresent(waiting::add);
      case Change.Overridden overridden ->
          overridden.beneath().transition().ifPresent(waiting::add);
      case Change.Withdrawn ignored -> {}
    }
  }

  private void run() {
    try {
      boolean told = true;
      while (!stopping.await(told ? LOOK.toMillis() : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        told = tell();
      }
      tell();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(2));
      }
    }
  }

  /** Sends all that waits; whether Kafka took it. */
  private boolean tell() {
    try {
      KafkaProducer<String, byte[]> open = producer();
      for (List<AvailabilityTransition> batch = waiting.batch();
          !batch.isEmpty();
          batch = waiting.batch()) {
        send(open, batch);
        waiting.written(batch.size());
        announced.increment(batch.size());
        access.worked(TASK);
      }
      away = false;
      return true;
    } catch (KafkaException | Topics.TopicsUnavailableException e) {
      access.failed(TASK, e);
      if (!away) {
        away = true;
        Log.warnf(
            "Transitions wait to be published: Kafka does not accept them (%s)", e.getMessage());
      }
      return false;
    }
  }

  private static void send(KafkaProducer<String, byte[]> open, List<AvailabilityTransition> batch) {
    AtomicReference<Exception> failed = new AtomicReference<>();
    for (AvailabilityTransition transition : batch) {
      try {
        open.send(record(transition), (metadata, failure) -> failed.compareAndSet(null, failure));
      } catch (KafkaException e) {
        throw e;
      } catch (RuntimeException e) {
        // It would fail again, and keep all others waiting.
        Log.errorf(
            e, "A transition of %s cannot be published", Texts.shown(transition.key().toString()));
      }
    }
    open.flush();
    if (failed.get() != null) {
      throw new KafkaException(failed.get().getMessage(), failed.get());
    }
  }

  private static ProducerRecord<String, byte[]> record(AvailabilityTransition transition) {
    String key = transition.key().toString();
    return new CloudEvent(
            key + "@" + transition.version(), SOURCE, CloudEvent.TRANSITION, key, transition.at())
        .record(Topic.TRANSITIONS, EventJson.write(transition));
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      try (Admin admin = Admin.create(settings.admin())) {
        Topics.ensure(admin, List.of(Topic.TRANSITIONS), config.replicas(), 5);
      }
      Map<String, Object> sending = settings.producer();
      sending.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
      producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }
}
