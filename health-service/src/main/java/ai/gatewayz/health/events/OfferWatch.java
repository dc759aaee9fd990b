package ai.gatewayz.health.events;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Follower;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.catalog.time.SetBack;
import ai.gatewayz.catalog.tracing.ConsumedEvents;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.board.Loads;
import ai.gatewayz.health.board.OfferPartitions;
import ai.gatewayz.health.history.EvidenceSlots;
import ai.gatewayz.health.ledger.Memories;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.probe.ProbeDesk;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The thread that follows the topics. Of a partition that comes to this replica it first restores
 * the verdicts that were announced, then reads its offers from the start; of live outcomes it only
 * reads what is new. Where it was this replica's before, what was learned since counts as well, be
 * it that the group was reshuffled, or that Kafka was down for longer than a session.
 */
@Singleton
@Startup
class OfferWatch {

  private static final List<Topic> FOLLOWED = List.of(Topic.OFFERS, Topic.OUTCOMES, Topic.TRAFFIC);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  // A rollout is over by then.
  private static final Duration BESIDE_OLDER = Duration.ofMinutes(10);
  private static final String TASK = "read offers and outcomes";

  private final KafkaSettings settings;
  private final EventsConfig config;
  private final Verdicts verdicts;
  private final AvailabilityPublisher announcing;
  private final Memories memories;
  private final ProbeDesk desk;
  private final EventMetrics metrics;
  private final KafkaAccess access;
  private final Loads loads;
  private final InstantSource clock;
  private final ConsumedEvents traces;
  private final OfferPartitions partitions;
  private final OwnedPartitions owned;
  private final FollowedEvents events;
  private final AnnouncedEvents announced;
  private final Follower follower = new Follower("offer-watch");
  // For the watch's thread.
  private boolean besideOlder;
  private volatile boolean following;
  private volatile KafkaConsumer<String, byte[]> consumer;

  OfferWatch(
      KafkaSettings settings,
      EventsConfig config,
      Verdicts verdicts,
      AvailabilityPublisher announcing,
      AccountFacts accounts,
      Memories memories,
      ProbeDesk desk,
      EventMetrics metrics,
      KafkaAccess access,
      Overrides overrides,
      EvidenceSlots slots,
      Loads loads,
      OfferPartitions partitions,
      ConsumedEvents traces,
      InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.verdicts = verdicts;
    this.announcing = announcing;
    this.memories = memories;
    this.desk = desk;
    this.metrics = metrics;
    this.access = access;
    this.loads = loads;
    this.partitions = partitions;
    this.owned = new OwnedPartitions(partitions);
    this.clock = clock;
    this.traces = traces;
    this.events =
        new FollowedEvents(
            verdicts, new Hearing(accounts, verdicts), slots, owned::owns, metrics, clock);
    this.announced = new AnnouncedEvents(verdicts, overrides, metrics::skipped, clock);
  }

  @PostConstruct
  void start() {
    follower.start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    follower.stop(
        () -> {
          KafkaConsumer<String, byte[]> running = consumer;
          if (running != null) {
            running.wakeup();
          }
        },
        Duration.ofSeconds(5));
  }

  Follower follower() {
    return follower;
  }

  /** Whether it is in touch with Kafka. */
  boolean following() {
    return following;
  }

  private void run() throws InterruptedException {
    while (!follower.stopping()) {
      try {
        ensureTopics();
        follow();
      } catch (WakeupException e) {
        // Asked to stop; the loop looks.
      } catch (InconsistentGroupProtocolException e) {
        Log.info("The group has replicas of an older version: partitions are assigned their way");
        besideOlder = true;
      } catch (KafkaException | Topics.TopicsUnavailableException e) {
        if (!follower.stopping()) {
          access.failed(TASK, e);
          Log.warnf("Kafka cannot be read, retrying: %s", e.getMessage());
          follower.progressed();
          follower.pause(PAUSE);
        }
      }
    }
  }

  private void ensureTopics() {
    try (Admin admin = Admin.create(settings.admin())) {
      Topics.ensure(
          admin,
          Stream.concat(FOLLOWED.stream(), Stream.of(Topic.AVAILABILITY)).toList(),
          config.replicas(),
          5);
    }
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> member =
        new KafkaConsumer<>(
            settings.member(besideOlder), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer = member;
      Assignment assignment = new Assignment(member);
      member.subscribe(FOLLOWED.stream().map(Topic::topicName).toList(), assignment);
      Instant until = clock.instant().plus(BESIDE_OLDER);
      SetBack setBack = new SetBack();
      Contact contact = new Contact(metrics, clock);
      while (!follower.stopping()
          && !setBack.seen()
          && !(besideOlder && clock.instant().isAfter(until))) {
        follower.progressed();
        for (ConsumerRecord<String, byte[]> record : member.poll(POLL)) {
          events.accept(record, assignment.past.holds(record));
          traces.saw(record);
        }
        assignment.look();
        traces.done();
        following = true;
        contact.look(member);
        access.worked(TASK);
      }
      besideOlder = false;
    } finally {
      consumer = null;
      following = false;
    }
  }

  private final class Assignment implements ConsumerRebalanceListener {

    private final KafkaConsumer<String, byte[]> member;
    private final Past past = new Past();

    Assignment(KafkaConsumer<String, byte[]> member) {
      this.member = member;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      partitions.count(member.partitionsFor(Topic.OFFERS.topicName(), ANSWER).size());
      List<TopicPartition> offers =
          assigned.stream().filter(each -> each.topic().equals(Topic.OFFERS.topicName())).toList();
      Set<Integer> numbers =
          offers.stream().map(TopicPartition::partition).collect(Collectors.toSet());
      numbers.forEach(owned::add);
      verdicts.drop(key -> !owned.owns(key));
      if (!offers.isEmpty()) {
        come(offers, numbers);
      }
      desk.share(owned.share());
    }

    /** Of those that were kept, everything stays as it is, and their turns go on meanwhile. */
    private void come(List<TopicPartition> offers, Set<Integer> numbers) {
      Predicate<OfferKey> these = key -> numbers.contains(partitions.of(key));
      announcing.flush();
      verdicts.setAside(these);
      try (AnnouncedReader reader =
          new AnnouncedReader(
              settings,
              record -> {
                follower.progressed();
                announced.accept(record);
              })) {
        reader.read(numbers);
      }
      memories.recall(these);
      member.seekToBeginning(offers);
      Instant began = clock.instant();
      member.endOffsets(offers).forEach((partition, end) -> past.begin(partition, end, began));
      Log.infof("Watching the offers of partitions %s", numbers);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      revoked.stream()
          .filter(each -> each.topic().equals(Topic.OFFERS.topicName()))
          .forEach(this::lose);
      desk.share(owned.share());
      announcing.flush();
    }

    private void lose(TopicPartition partition) {
      owned.remove(partition.partition());
      past.lose(partition);
      loads.lost(partition.partition());
    }

    /** Looks which partitions are read to their end. */
    void look() {
      past.look(
          member::position,
          (partition, written, began) -> {
            // What nobody has written to yet does not say that there are no offers.
            if (written) {
              verdicts.read(key -> partitions.of(key) == partition);
            }
            loads.loaded(partition, began);
          });
    }
  }
}
