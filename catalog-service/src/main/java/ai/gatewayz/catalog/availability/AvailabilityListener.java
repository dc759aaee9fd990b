package ai.gatewayz.catalog.availability;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.background.SkippedEvents;
import ai.gatewayz.catalog.consumer.Follower;
import ai.gatewayz.catalog.consumer.Session;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.catalog.contract.Topics.TopicsUnavailableException;
import ai.gatewayz.catalog.outbox.RelayConfig;
import ai.gatewayz.catalog.schema.Schema;
import ai.gatewayz.catalog.time.SetBack;
import ai.gatewayz.health.contract.Availability;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads verdicts on a thread of its own and keeps trying, whatever is down. The position in the
 * topic moves after the database has what was read, so a crash in between writes it again.
 */
@ApplicationScoped
class AvailabilityListener {

  private static final Logger LOG = Logger.getLogger(AvailabilityListener.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String TASK = "read verdicts";
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Map<String, Object> kafka;
  private final AvailabilityConfig config;
  private final RelayConfig topics;
  private final AvailabilityRepository verdicts;
  private final Schema schema;
  private final KafkaAccess access;
  private final HeardVerdicts heard;
  private final HeardPositions positions = new HeardPositions();
  private final InstantSource clock;
  private final Follower follower = new Follower("availability");

  AvailabilityListener(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      AvailabilityConfig config,
      RelayConfig topics,
      AvailabilityRepository verdicts,
      Schema schema,
      KafkaAccess access,
      SkippedEvents skipped,
      InstantSource clock) {
    this.kafka = kafka;
    this.config = config;
    this.topics = topics;
    this.verdicts = verdicts;
    this.schema = schema;
    this.access = access;
    this.clock = clock;
    this.heard = new HeardVerdicts(skipped, clock);
  }

  void start(@Observes StartupEvent started) {
    if (config.enabled()) {
      follower.start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    follower.stop(() -> {}, Duration.ofSeconds(5));
  }

  Follower follower() {
    return follower;
  }

  private void run() throws InterruptedException {
    while (!follower.stopping()) {
      try {
        if (schema.ready()) {
          listen();
        }
      } catch (KafkaException | TopicsUnavailableException | NotWrittenException e) {
        // Kafka or the database is down: the thread does what it can.
        access.failed(TASK, e);
        LOG.warnf("Verdicts cannot be read, retrying: %s", e.getMessage());
      }
      follower.progressed();
      follower.pause(config.pause());
    }
  }

  private void listen() {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      int seconds = (int) topics.patience().toSeconds();
      Topics.ensure(admin, List.of(Topic.AVAILABILITY), topics.replicas(), seconds);
    }
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            settings(kafka, config), new StringDeserializer(), new ByteArrayDeserializer());
    try {
      consumer.subscribe(List.of(Topic.AVAILABILITY.topicName()), new FromTheStart(consumer));
      Instant looked = clock.instant();
      SetBack setBack = new SetBack();
      while (!follower.stopping() && !setBack.seen()) {
        follower.progressed();
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        Map<OfferKey, Optional<Availability>> told = heard.hear(records);
        Map<TopicPartition, Long> reached = reached(consumer, records);
        boolean due = Duration.between(looked, clock.instant()).abs().compareTo(LOOK) > 0;
        if (due || !told.isEmpty()) {
          // Before anything is written: after it nobody could tell that something is missing.
          looked = clock.instant();
          hearAgainWhatIsLost(consumer);
        }
        if (!told.isEmpty()) {
          write(told, reached);
          consumer.commitSync();
        }
        access.worked(TASK);
      }
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private static Map<TopicPartition, Long> reached(
      KafkaConsumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
    Map<TopicPartition, Long> reached = new HashMap<>();
    records.partitions().forEach(each -> reached.put(each, consumer.position(each)));
    return reached;
  }

  private void write(
      Map<OfferKey, Optional<Availability>> told, Map<TopicPartition, Long> reached) {
    fromDatabase(verdicts.write(told).chain(() -> verdicts.reached(reached)));
    positions.wrote(reached);
  }

  /**
   * A database that was put back, or emptied, holds older verdicts than were heard; those since
   * then are not told again for long, those of offers that do not change for minutes.
   */
  private void hearAgainWhatIsLost(KafkaConsumer<?, ?> consumer) {
    if (positions.isEmpty()) {
      return;
    }
    List<TopicPartition> lost = positions.lost(fromDatabase(verdicts.reached()));
    if (!lost.isEmpty()) {
      LOG.warnf("The database was restored: verdicts of %s are read again", lost);
      consumer.seekToBeginning(lost);
    }
  }

  private <T> T fromDatabase(Uni<T> answer) {
    try {
      return answer.await().atMost(config.patience());
    } catch (RuntimeException e) {
      throw new NotWrittenException(e);
    }
  }

  /** The database is down; verdicts that it refuses are no failure. */
  private static final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotWrittenException(Throwable cause) {
      super("the database did not answer: " + cause, cause);
    }
  }

  /**
   * The table may be older than the position that Kafka keeps, where it was put back from a backup:
   * what comes to this replica is read whole, and what is not newer changes nothing.
   */
  private final class FromTheStart implements ConsumerRebalanceListener {

    private final KafkaConsumer<?, ?> consumer;

    FromTheStart(KafkaConsumer<?, ?> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(positions::forget);
      consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(positions::forget);
    }
  }

  static Map<String, Object> settings(Map<String, Object> kafka, AvailabilityConfig config) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    Session.limit(settings, config.sessionTimeout());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }
}
