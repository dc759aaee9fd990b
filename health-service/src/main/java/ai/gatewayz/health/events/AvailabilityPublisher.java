package ai.gatewayz.health.events;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes verdicts from a thread of its own. What waits is held once per offer, the latest only:
 * while Kafka is down nothing is lost that still counts, and the memory is bounded by the number of
 * offers.
 */
@ApplicationScoped
@Startup
public class AvailabilityPublisher implements ChangeFollower {

  private static final URI SOURCE = URI.create("/health-service");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final String TASK = "publish verdicts";

  private final KafkaSettings settings;
  private final KafkaAccess access;
  private final InstantSource clock;
  private final Counter announced;
  private final Timer delay;
  private final Map<OfferKey, Change> waiting = new LinkedHashMap<>();
  private KafkaProducer<String, byte[]> producer;
  private Thread thread;
  private boolean stopping;
  // Sent, and not answered.
  private int out;
  // Kafka has answered that it does not take one.
  private boolean refused;

  AvailabilityPublisher(
      KafkaSettings settings, KafkaAccess access, InstantSource clock, MeterRegistry registry) {
    this.settings = settings;
    this.access = access;
    this.clock = clock;
    this.announced =
        Counter.builder("gatewayz.health.verdicts.announced")
            .description("Verdicts that Kafka has acknowledged")
            .register(registry);
    this.delay =
        Timer.builder("gatewayz.health.verdict.delay")
            .description("Time from seeing evidence to Kafka's acknowledgement of its verdict")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
    Gauge.builder("gatewayz.health.verdicts.waiting", this, AvailabilityPublisher::backlog)
        .description("Verdicts that wait to be published")
        .register(registry);
  }

  @PostConstruct
  void start() {
    thread = Thread.ofPlatform().name("availability-publisher").daemon().start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    synchronized (waiting) {
      stopping = true;
      waiting.notifyAll();
    }
    thread.join(Duration.ofSeconds(5));
    thread.interrupt();
  }

  /** A later change of the same offer replaces one that still waits. */
  @Override
  public void changed(Change change) {
    synchronized (waiting) {
      waiting.put(change.key(), change);
      waiting.notifyAll();
    }
  }

  /**
   * Waits until Kafka has all that was announced, before partitions move: another replica reads it,
   * or this one does again. What Kafka does not take in time is announced later.
   */
  void flush() {
    long end = System.nanoTime() + FLUSH.toNanos();
    synchronized (waiting) {
      while (!waiting.isEmpty() || out > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          Log.warn("Some verdicts are not published yet while partitions are reassigned");
          return;
        }
        try {
          waiting.wait(left);
        } catch (InterruptedException e) {
          throw new InterruptException(e);
        }
      }
    }
  }

  private int backlog() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void run() {
    try {
      for (Map<OfferKey, Change> batch = take(); !batch.isEmpty(); batch = take()) {
        batch.values().forEach(this::send);
        if (refused()) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(2));
      }
    }
  }

  private boolean refused() {
    synchronized (waiting) {
      boolean told = refused;
      refused = false;
      return told;
    }
  }

  /** Everything that waits, as soon as something does; empty at the end. */
  private Map<OfferKey, Change> take() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty() && !stopping) {
        waiting.wait();
      }
      Map<OfferKey, Change> batch = new LinkedHashMap<>(waiting);
      waiting.clear();
      out += batch.size();
      return batch;
    }
  }

  private void send(Change change) {
    try {
      producer()
          .send(
              record(change),
              (metadata, failure) -> {
                if (failure == null) {
                  announced(change);
                } else {
                  again(change, failure);
                }
              });
    } catch (KafkaException e) {
      again(change, e);
      pause();
    } catch (RuntimeException e) {
      // It would fail again, and keep all others waiting.
      synchronized (waiting) {
        answered();
      }
      Log.errorf(e, "The verdict on %s cannot be published", Texts.shown(change.key().toString()));
    }
  }

  private void announced(Change change) {
    synchronized (waiting) {
      answered();
    }
    announced.increment();
    access.worked(TASK);
    if (change instanceof Change.Judged judged && judged.seen() != null) {
      long millis = Duration.between(judged.seen(), clock.instant()).toMillis();
      // The gateway's clock told when traffic was seen: it may run ahead of ours.
      delay.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
  }

  /** Waits again, unless something newer of the same offer waits already. */
  private void again(Change change, Exception failure) {
    access.failed(TASK, failure);
    synchronized (waiting) {
      refused = true;
      if (waiting.isEmpty()) {
        Log.warnf(
            "Verdicts wait to be published: Kafka does not accept them (%s)", failure.getMessage());
      }
      waiting.putIfAbsent(change.key(), change);
      waiting.notifyAll();
      answered();
    }
  }

  private void answered() {
    out--;
    if (out == 0) {
      waiting.notifyAll();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProducerRecord<String, byte[]> record(Change change) {
    String key = change.key().toString();
    return switch (change) {
      case Change.Judged judged -> {
        ProducerRecord<String, byte[]> record = record(key, judged.availability());
        if (judged.seen() != null) {
          AvailabilityHeaders.evidenceTime(record.headers(), judged.seen());
        }
        yield record;
      }
      case Change.Overridden overridden -> {
        ProducerRecord<String, byte[]> record = record(key, overridden.availability());
        record
            .headers()
            .add(AvailabilityHeaders.BENEATH, EventJson.write(overridden.beneath().availability()));
        yield record;
      }
      case Change.Withdrawn ignored ->
          new CloudEvent(key + "@withdrawn", SOURCE, CloudEvent.AVAILABILITY, key, clock.instant())
              .record(Topic.AVAILABILITY, null);
    };
  }

  /** The same verdict sent again has the same id. */
  private ProducerRecord<String, byte[]> record(String key, Availability verdict) {
    String id = key + "@" + verdict.version();
    return new CloudEvent(id, SOURCE, CloudEvent.AVAILABILITY, key, clock.instant())
        .record(Topic.AVAILABILITY, EventJson.write(verdict));
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              settings.producer(), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }
}
