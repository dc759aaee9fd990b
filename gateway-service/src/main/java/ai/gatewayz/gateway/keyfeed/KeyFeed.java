package ai.gatewayz.gateway.keyfeed;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.consumer.Follower;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.feed.FeedConfig;
import ai.gatewayz.gateway.feed.TopicSession;
import ai.gatewayz.gateway.keys.KnownKeys;
import ai.gatewayz.gateway.snapshot.Positions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The thread that follows the keys. Each session reads the topic from its start and then goes on;
 * what is known stays in force until the next one is at the end. The last record of a key counts:
 * the topic's order is the order in which the catalog has committed.
 */
@ApplicationScoped
public class KeyFeed {

  private static final Logger LOG = Logger.getLogger(KeyFeed.class);

  private static final List<Topic> TOPICS = List.of(Topic.KEYS);
  private static final String TASK = "read keys";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(30);
  // Soon: a start without Kafka should not let in what was disabled before.
  private static final Duration KEEP = Duration.ofSeconds(2);
  private static final Duration KEEP_UNCHANGED = Duration.ofHours(1);
  // Tombstones are kept for a day: after a longer absence only a new reading shows what is gone.
  private static final Duration TOO_LONG_AWAY = Topic.KEYS.retention().dividedBy(2);

  private final Map<String, Object> kafka;
  private final KnownKeys known;
  private final KafkaAccess access;
  private final InstantSource clock;
  private final Optional<Path> file;
  private final KeyEvents events;
  private final Follower follower = new Follower("key-feed");
  private volatile TopicSession running;
  // For the feed's thread.
  private boolean restored;
  private Instant asOf = Instant.EPOCH;
  private Instant kept = Instant.EPOCH;
  private boolean changed;

  @Inject
  KeyFeed(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      FeedConfig config,
      KnownKeys known,
      KafkaAccess access,
      MeterRegistry registry,
      InstantSource clock) {
    this.kafka = kafka;
    this.known = known;
    this.access = access;
    this.clock = clock;
    this.file = config.snapshotFile().map(KeyFile::beside);
    for (Refusal reason : Refusal.values()) {
      skips(registry, Topic.KEYS.topicName(), reason);
    }
    this.events =
        new KeyEvents((topic, reason) -> skips(registry, topic, reason).increment(), clock);
  }

  private static Counter skips(MeterRegistry registry, String topic, Refusal reason) {
    return Counter.builder("gatewayz.keys.events.skipped")
        .description("Events on callers' keys that were skipped, by reason")
        .tag("topic", topic)
        .tag("reason", reason.tag())
        .register(registry);
  }

  void start(@Observes StartupEvent event) {
    start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  void start() {
    follower.start(this::run);
  }

  void stop() throws InterruptedException {
    follower.stop(
        () -> {
          TopicSession session = running;
          if (session != null) {
            session.wakeup();
          }
        },
        Duration.ofSeconds(5));
  }

  Follower follower() {
    return follower;
  }

  private void run() throws InterruptedException {
    if (!restored) {
      restored = true;
      restore();
    }
    while (!follower.stopping()) {
      try (TopicSession session = new TopicSession(kafka, TOPICS, clock)) {
        running = session;
        load(session);
        follow(session);
      } catch (WakeupException e) {
        LOG.debug("The feed of keys was told to stop");
      } catch (UnknownTopicOrPartitionException e) {
        // A catalog of an older version: there are no keys but the configured ones.
        if (!known.loaded()) {
          known.replace(List.of());
        }
        follower.progressed();
        follower.pause(PAUSE);
      } catch (KafkaException e) {
        access.failed(TASK, e);
        LOG.warnf("The feed of keys from Kafka failed and starts again: %s", e.getMessage());
        follower.progressed();
        follower.pause(PAUSE);
      }
    }
    keep(clock.instant());
  }

  private void load(TopicSession session) {
    session.open(Positions.NONE);
    Map<String, CallerKey> all = new LinkedHashMap<>();
    boolean[] empty = {true};
    session.load(
        records -> {
          follower.progressed();
          empty[0] = false;
          records.forEach(
              record -> events.enter(record, key -> all.put(key.id(), key), all::remove));
        });
    Instant now = clock.instant();
    if (empty[0] && !known.all().isEmpty() && !now.isAfter(asOf.plus(TOO_LONG_AWAY))) {
      LOG.warn("The topic of keys is empty: those of before stay in force until it has some");
      return;
    }
    known.replace(all.values());
    asOf = now;
    changed = true;
    LOG.infof("Loaded %d keys of callers", all.size());
  }

  private void enter(ConsumerRecord<String, byte[]> record) {
    events.enter(
        record,
        key -> {
          known.put(key);
          changed = true;
        },
        id -> {
          known.remove(id);
          changed = true;
        });
  }

  private void follow(TopicSession session) {
    Instant look = clock.instant().plus(LOOK);
    while (!follower.stopping()) {
      follower.progressed();
      session.poll(POLL, records -> records.forEach(this::enter));
      access.worked(TASK);
      Instant now = clock.instant();
      if (!now.isBefore(look)) {
        look = now.plus(LOOK);
        look(session, now);
      }
      if (!now.isBefore(kept.plus(changed ? KEEP : KEEP_UNCHANGED))) {
        keep(now);
      }
    }
  }

  private void look(TopicSession session, Instant now) {
    if (session.moved()) {
      throw new KafkaException("the topic of keys was recreated or has new partitions");
    }
    if (session.atEnd()) {
      asOf = now;
    } else if (now.isAfter(asOf.plus(TOO_LONG_AWAY))) {
      throw new KafkaException("Kafka was unreachable for longer than " + TOO_LONG_AWAY);
    }
  }

  private void keep(Instant now) {
    if (file.isEmpty() || asOf.equals(Instant.EPOCH)) {
      return;
    }
    try {
      KeyFile.write(new KeyFile.Kept(asOf, known.all()), file.get());
      kept = now;
      changed = false;
    } catch (IOException e) {
      kept = now;
      LOG.warnf("Cannot write the keys to %s: %s", file.get(), e);
    }
  }

  private void restore() {
    if (file.isEmpty()) {
      return;
    }
    try {
      KeyFile.Kept read = KeyFile.read(file.get(), clock);
      asOf = read.asOf();
      known.replace(read.keys());
      LOG.infof("%d keys of callers are in force as of %s", read.keys().size(), asOf);
    } catch (NoSuchFileException e) {
      LOG.debugf("There are no keys at %s yet", file.get());
    } catch (IOException e) {
      LOG.warnf("The keys at %s cannot be read, waiting for Kafka: %s", file.get(), e.getMessage());
    }
  }
}
