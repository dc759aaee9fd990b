package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Follower;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.catalog.contract.Topics.TopicsUnavailableException;
import ai.gatewayz.catalog.tracing.ConsumedEvents;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The thread that turns the topics into snapshots. It begins with the file of the last run,
 * whatever Kafka does, and then works in sessions: each reads the topics from their start into a
 * new ledger, shows the result only when it is whole, and then follows. The first goes on from
 * where the file ends, if the topics are still those. A session that fails is followed by another;
 * what was shown last stays until then.
 */
@ApplicationScoped
public class SnapshotFeed {

  private static final Logger LOG = Logger.getLogger(SnapshotFeed.class);

  // Under a flood of events a snapshot holds all that came within this; a lone one goes out at
  // once.
  private static final Duration COALESCE = Duration.ofMillis(50);
  private static final Duration CONFIRM = Duration.ofSeconds(1);
  private static final Duration REPARTITION = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  // The brokers need a moment to tell each other of new topics.
  private static final Duration CREATED = Duration.ofMillis(100);
  private static final short BROKER_DEFAULT = -1;
  private static final String TASK = "read offers and verdicts";
  // Tombstones are kept for a day: after a longer absence only a new start shows what is gone.
  private static final Duration TOO_LONG_AWAY = Topic.OFFERS.retention().dividedBy(2);

  private final Map<String, Object> kafka;
  private final Snapshots snapshots;
  private final SnapshotKeeper keeper;
  private final FeedMetrics metrics;
  private final ConsumedEvents traces;
  private final KafkaAccess access;
  private final InstantSource clock;
  private final FeedEvents events;
  private final Follower follower = new Follower("snapshot-feed");
  private volatile TopicSession running;
  // For the feed's thread, which is started again where it dies: what it has shown stays.
  private boolean restored;
  // Whether anything was read from the topics to their end.
  private boolean caughtUp;

  @Inject
  SnapshotFeed(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Snapshots snapshots,
      SnapshotKeeper keeper,
      FeedMetrics metrics,
      ConsumedEvents traces,
      KafkaAccess access,
      InstantSource clock) {
    this.kafka = kafka;
    this.snapshots = snapshots;
    this.keeper = keeper;
    this.metrics = metrics;
    this.traces = traces;
    this.access = access;
    this.clock = clock;
    this.events = new FeedEvents(metrics::skipped, clock);
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
      keeper.restore();
    }
    while (!follower.stopping()) {
      try (TopicSession session = new TopicSession(kafka, TopicSession.TOPICS, clock)) {
        running = session;
        follow(session, load(session));
      } catch (WakeupException e) {
        LOG.debug("The feed was told to stop");
      } catch (UnknownTopicOrPartitionException e) {
        createTopics();
      } catch (KafkaException e) {
        access.failed(TASK, e);
        LOG.warnf("The feed from Kafka failed and starts again: %s", e.getMessage());
        follower.progressed();
        follower.pause(PAUSE);
      }
    }
  }

  private Ledger load(TopicSession session) {
    Instant began = clock.instant();
    boolean goesOn = session.open(resumable());
    Ledger ledger = goesOn ? new Ledger(snapshots.current()) : new Ledger();
    session.load(
        records -> {
          follower.progressed();
          events.enter(records, ledger);
        });
    caughtUp = true;
    if (ledger.offerCount() == 0 && snapshots.current().offerCount() > 0) {
      LOG.warnf(
          "The topics are empty: the snapshot of %s is served until they have offers",
          snapshots.current().asOf());
      ledger.adopt(snapshots.current());
    }
    Instant now = clock.instant();
    snapshots.publish(ledger.snapshot(now, session.positions()));
    Duration time = Duration.between(began, now);
    metrics.loaded(time);
    LOG.infof(
        "Loaded %d offers of %d models in %d ms, from %s",
        snapshots.current().offerCount(),
        snapshots.current().modelCount(),
        time.toMillis(),
        goesOn ? "where the last run ended" : "the start of the topics");
    return ledger;
  }

  /** Where the file of the last run ends; nothing that is older than the tombstones. */
  private Positions resumable() {
    return caughtUp || snapshots.age().compareTo(TOO_LONG_AWAY) > 0
        ? Positions.NONE
        : snapshots.current().positions();
  }

  private void follow(TopicSession session, Ledger ledger) {
    Instant published = clock.instant();
    Instant confirm = published.plus(CONFIRM);
    Instant repartition = published.plus(REPARTITION);
    while (!follower.stopping()) {
      follower.progressed();
      Instant due = ledger.changed() ? published.plus(COALESCE) : confirm;
      session.poll(
          until(due),
          records -> {
            events.enter(records, ledger);
            records.forEach(metrics::arrived);
            records.forEach(traces::saw);
          });
      access.worked(TASK);
      Instant now = clock.instant();
      if (!ledger.changed()) {
        metrics.nothingNew();
        traces.done();
      } else if (!now.isBefore(published.plus(COALESCE))) {
        snapshots.publish(ledger.snapshot(now, session.positions()));
        metrics.published(now);
        traces.done();
        published = now;
      }
      if (!now.isBefore(confirm)) {
        if (snapshots.age().compareTo(TOO_LONG_AWAY) > 0) {
          throw new KafkaException("Kafka was unreachable for longer than " + TOO_LONG_AWAY);
        }
        if (session.atEnd() && !ledger.changed()) {
          snapshots.confirm(now);
        }
        confirm = clock.instant().plus(CONFIRM);
      }
      if (!now.isBefore(repartition)) {
        if (session.moved()) {
          throw new KafkaException("the topics were recreated or have new partitions");
        }
        repartition = now.plus(REPARTITION);
      }
    }
  }

  // Whoever comes first creates them; where this process may not, another will have to.
  private void createTopics() throws InterruptedException {
    follower.progressed();
    try (Admin admin = Admin.create(kafka)) {
      Topics.ensure(admin, TopicSession.TOPICS, BROKER_DEFAULT, 5);
      follower.pause(CREATED);
    } catch (TopicsUnavailableException e) {
      access.failed(TASK, e);
      LOG.warnf("The topics do not exist and cannot be created: %s", e.getMessage());
      follower.pause(PAUSE);
    }
  }

  private Duration until(Instant due) {
    Duration wait = Duration.between(clock.instant(), due);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
