package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.catalog.tracing.ConsumedEvents;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.local.backing.KafkaBroker;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed against a real broker that is there, is not yet there, goes away and comes back. */
class SnapshotFeedTest {

  private static final Offer LLAMA = chat("together", "meta/llama");
  private static final Offer QWEN = chat("fireworks", "qwen/qwen");

  private static final Logger LOG = Logger.getLogger(SnapshotFeedTest.class);

  @TempDir Path folder;

  private final int port = freePort();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Snapshots snapshots = new Snapshots(Clock.systemUTC());
  private Optional<Path> file = Optional.empty();
  private KafkaBroker broker;
  private SnapshotFeed feed;
  private SnapshotKeeper keeper;

  @AfterEach
  void end() throws Exception {
    if (feed != null) {
      feed.stop();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void showsTheTopicsAsAWholeAndThenFollowsThem() throws Exception {
    startBroker();
    startFeed();
    awaitLoaded();
    assertEquals(0, snapshots.current().offerCount(), "the topics are created and empty");
    feed.stop();

    send(LLAMA, QWEN);
    send(verdict(LLAMA, State.AVAILABLE, 1));
    startFeed();
    await().until(() -> snapshots.current().offerCount() == 2);
    assertEquals(State.AVAILABLE, state(LLAMA));
    assertEquals(State.UNKNOWN, state(QWEN));

    send(verdict(LLAMA, State.UNAVAILABLE, 2));
    await().until(() -> state(LLAMA) == State.UNAVAILABLE);
    // It is counted once routing has it.
    await().until(() -> registry.get("gatewayz.snapshot.propagation").timer().count() == 1);

    tombstone(Topic.OFFERS, QWEN.key());
    tombstone(Topic.AVAILABILITY, LLAMA.key());
    await().until(() -> snapshots.current().offerCount() == 1 && state(LLAMA) == State.UNKNOWN);
  }

  @Test
  void tellsHowLongEvidenceTookToReachRoutingWhateverTheClocksSay() throws Exception {
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA, QWEN);

    produce(seen(verdict(LLAMA, State.AVAILABLE, 1), Instant.now().minusSeconds(3)));
    await().until(() -> evidence().count() == 1);
    double first = evidence().totalTime(TimeUnit.SECONDS);
    assertTrue(first >= 3 && first < 60, first + " s");

    produce(seen(verdict(LLAMA, State.UNAVAILABLE, 2), Instant.now().plusSeconds(3_600)));
    await().until(() -> evidence().count() == 2);
    assertEquals(first, evidence().totalTime(TimeUnit.SECONDS), "a clock ahead of ours adds none");

    send(verdict(QWEN, State.AVAILABLE, 1));
    await().until(() -> state(QWEN) == State.AVAILABLE);
    assertEquals(2, evidence().count(), "no evidence, no delay");
  }

  private Timer evidence() {
    return registry.get("gatewayz.verdict.propagation").timer();
  }

  private static ProducerRecord<String, byte[]> seen(Availability verdict, Instant at) {
    ProducerRecord<String, byte[]> record =
        event(CloudEvent.AVAILABILITY, verdict.key())
            .record(Topic.AVAILABILITY, EventJson.write(verdict));
    AvailabilityHeaders.evidenceTime(record.headers(), at);
    return record;
  }

  @Test
  void skipsAndCountsWhatItCannotUnderstandAndGoesOn() throws Exception {
    startBroker();
    startFeed();
    awaitLoaded();

    raw(Topic.OFFERS, "together:x/y", "not json");
    raw(Topic.OFFERS, "no colon", "{}");
    raw(Topic.OFFERS, ":no provider", "{}");
    raw(Topic.OFFERS, "together:x/y", "null");
    raw(Topic.OFFERS, "together:x/y", "{\"provider\":\"together\",\"id\":\"x/y\"}");
    raw(Topic.OFFERS, "together:other", text(EventJson.write(LLAMA)));
    raw(Topic.AVAILABILITY, "together:meta/llama", "{\"provider\":\"together\"}");
    produce(
        event("ai.gatewayz.catalog.offer.v2", LLAMA.key())
            .record(Topic.OFFERS, EventJson.write(LLAMA)));
    raw(
        Topic.OFFERS,
        QWEN.key().toString(),
        text(EventJson.write(QWEN)).replaceFirst("\\{", "{\"field_of_tomorrow\":[1],"));

    await().until(() -> snapshots.current().offerCount() == 1);
    assertTrue(snapshots.current().offer(QWEN.key()).isPresent());
    // The partitions are read in no order between them.
    await()
        .untilAsserted(
            () -> {
              assertEquals(2, skipped(Topic.OFFERS, Refusal.BAD_KEY));
              assertEquals(3, skipped(Topic.OFFERS, Refusal.MALFORMED));
              assertEquals(1, skipped(Topic.OFFERS, Refusal.KEY_MISMATCH));
              assertEquals(1, skipped(Topic.OFFERS, Refusal.OTHER_TYPE));
              assertEquals(1, skipped(Topic.AVAILABILITY, Refusal.MALFORMED));
            });
  }

  @Test
  void startsFromItsFileWhileKafkaIsAwayAndGoesOverToKafkaWhenItComes() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    SnapshotFile.write(
        Snapshot.of(
            Instant.now().minusSeconds(3_600),
            List.of(LLAMA, QWEN),
            List.of(verdict(LLAMA, State.AVAILABLE, 5))),
        file.get());

    startFeed();
    awaitLoaded();
    assertEquals(State.AVAILABLE, state(LLAMA));
    assertTrue(snapshots.age().toMinutes() >= 59, "an old snapshot says that it is old");

    startBroker();
    // An empty topic is no reason to drop what is known.
    await().until(() -> snapshots.age().toSeconds() < 60);
    assertEquals(2, snapshots.current().offerCount());

    // A catalog that began anew counts its versions from one.
    send(chat("together", "meta/llama", "meta/llama-new", 1));
    tombstone(Topic.OFFERS, QWEN.key());
    await()
        .until(
            () ->
                snapshots.current().model("meta/llama-new").isPresent()
                    && snapshots.current().offerCount() == 1);
  }

  /** What accepts connections and never says a word is worse than what is away. */
  @Test
  void startsFromItsFileWhileKafkaHangs() throws Exception {
    List<Offer> offers =
        IntStream.range(0, 40_000).mapToObj(i -> chat("together", "vendor/model-" + i)).toList();
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    SnapshotFile.write(
        Snapshot.of(
            Instant.now(),
            offers,
            offers.stream().map(offer -> verdict(offer, State.AVAILABLE, 1)).toList()),
        file.get());
    try (ServerSocket hanging = new ServerSocket(port)) {
      assertEquals(port, hanging.getLocalPort());
      long began = System.nanoTime();
      startFeed();
      awaitLoaded();
      System.out.printf(
          "%d offers of the file are served after %d ms",
          offers.size(), (System.nanoTime() - began) / 1_000_000);
      assertEquals(40_000, snapshots.current().offerCount());
    }
  }

  @Test
  void goesOnFromWhereItsFileEndsAsLongAsTheTopicsAreThose() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA);
    send(verdict(QWEN, State.AVAILABLE, 1));
    await().until(() -> snapshots.current().offerCount() == 1);
    feed.stop();
    // Something that no reading from the start would find.
    Offer kept = chat("portkey", "only/here");
    Snapshot last = snapshots.current();
    Ledger more = new Ledger(last);
    more.offer(kept);
    SnapshotFile.write(more.snapshot(Instant.now(), last.positions()), file.get());
    send(QWEN);

    startAgain();
    await().until(() -> snapshots.current().offer(QWEN.key()).isPresent());
    assertEquals(State.AVAILABLE, state(QWEN), "its verdict was on the topic before");
    assertTrue(snapshots.current().offer(kept.key()).isPresent());
    assertTrue(snapshots.current().offer(LLAMA.key()).isPresent());
    feed.stop();

    // Of another topic under the same name, or of a time whose tombstones are gone, it is not.
    Positions other =
        new Positions(
            last.positions().topics().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> new Positions.Read("another", topic.getValue().next()))));
    SnapshotFile.write(more.snapshot(Instant.now(), other), file.get());
    startAgain();
    await().until(() -> snapshots.current().offer(kept.key()).isEmpty());
    feed.stop();
    SnapshotFile.write(
        more.snapshot(Instant.now().minus(Duration.ofDays(2)), last.positions()), file.get());
    startAgain();
    await().until(() -> snapshots.current().offer(kept.key()).isEmpty());
    assertEquals(2, snapshots.current().offerCount());
  }

  @Test
  void readsATopicThatWasMadeAnewFromItsStart() throws Exception {
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA, QWEN);
    await().until(() -> snapshots.current().offerCount() == 2);
    Snapshot before = snapshots.current();
    try (Admin admin = Admin.create(kafka())) {
      admin.deleteTopics(List.of(Topic.OFFERS.topicName())).all().get(10, TimeUnit.SECONDS);
      await()
          .ignoreExceptions()
          .until(
              () -> {
                Topics.ensure(admin, List.of(Topic.OFFERS), (short) 1, 5);
                return admin.listTopics().names().get().contains(Topic.OFFERS.topicName());
              });
    }
    assertEquals(2, before.offerCount());
    // Of a version that is lower than the one held.
    send(chat("together", "meta/llama", "meta/llama-new", 0));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> snapshots.current().model("meta/llama-new").isPresent());
  }

  @Test
  void aFileThatIsNoneIsLeftAsideAndKafkaWaitedFor() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    Files.writeString(file.get(), "something else");
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA);
    await().until(() -> snapshots.current().offerCount() == 1);
    keeper.keep();
    assertEquals(1, SnapshotFile.read(file.get()).offerCount());
  }

  /** As another process would: it knows nothing but the file. */
  private void startAgain() {
    snapshots = new Snapshots(Clock.systemUTC());
    startFeed();
    awaitLoaded();
  }

  @Test
  void whatKafkaNoLongerHoldsIsGoneAlthoughTheFileHasIt() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    SnapshotFile.write(Snapshot.of(Instant.now(), List.of(LLAMA, QWEN), List.of()), file.get());
    startBroker();
    startFeed();
    awaitLoaded();
    feed.stop();
    send(QWEN);

    startFeed();

    await().until(() -> snapshots.current().offerCount() == 1);
    assertTrue(snapshots.current().offer(QWEN.key()).isPresent());
  }

  @Test
  void waitsForKafkaWithoutAFileAndGoesOnWithoutKafkaOnceLoaded() throws Exception {
    startFeed();
    await().during(Duration.ofMillis(2_500)).until(() -> !snapshots.loaded());

    startBroker();
    awaitLoaded();
    send(LLAMA);
    await().until(() -> snapshots.current().offerCount() == 1);

    broker.close();
    await().until(() -> snapshots.age().toMillis() > 2_500);
    assertEquals(1, snapshots.current().offerCount());

    startBroker();
    send(verdict(LLAMA, State.AVAILABLE, 1));
    await().until(() -> state(LLAMA) == State.AVAILABLE && snapshots.age().toMillis() < 1_500);
  }

  @Test
  void keepsItsSnapshotOnDiskWhenItEnds() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA, QWEN);
    await().until(() -> snapshots.current().offerCount() == 2);

    feed.stop();
    keeper.keep();

    assertEquals(2, SnapshotFile.read(file.get()).offerCount());
    assertFalse(snapshots.age().isNegative());
  }

  private void startBroker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"), port);
  }

  private void startFeed() {
    FeedConfig config =
        new FeedConfig() {
          @Override
          public Optional<Path> snapshotFile() {
            return file;
          }

          @Override
          public Duration snapshotInterval() {
            return Duration.ofMinutes(1);
          }
        };
    keeper = new SnapshotKeeper(config, snapshots);
    FeedMetrics metrics = new FeedMetrics(registry, snapshots, Map::of);
    ConsumedEvents untraced =
        ConsumedEvents.of(OpenTelemetry.noop(), false, Clock.systemUTC(), "test");
    feed = new SnapshotFeed(kafka(), snapshots, keeper, metrics, untraced, Clock.systemUTC());
    feed.start();
  }

  private void awaitLoaded() {
    await().atMost(Duration.ofSeconds(20)).until(snapshots::loaded);
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private State state(Offer offer) {
    return snapshots.current().offer(offer.key()).orElseThrow().state();
  }

  private double skipped(Topic topic, Refusal reason) {
    return registry
        .get("gatewayz.snapshot.events.skipped")
        .tags("topic", topic.topicName(), "reason", reason.tag())
        .counter()
        .count();
  }

  private void send(Offer... offers) throws Exception {
    for (Offer offer : offers) {
      produce(event(CloudEvent.OFFER, offer.key()).record(Topic.OFFERS, EventJson.write(offer)));
    }
  }

  private void send(Availability verdict) throws Exception {
    produce(
        event(CloudEvent.AVAILABILITY, verdict.key())
            .record(Topic.AVAILABILITY, EventJson.write(verdict)));
  }

  private void tombstone(Topic topic, OfferKey key) throws Exception {
    produce(new ProducerRecord<>(topic.topicName(), key.toString(), null));
  }

  private void raw(Topic topic, String key, String value) throws Exception {
    produce(new ProducerRecord<>(topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8)));
  }

  private void produce(ProducerRecord<String, byte[]> record) throws Exception {
    try (var producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(record).get(10, TimeUnit.SECONDS);
    }
  }

  private static CloudEvent event(String type, OfferKey key) {
    return new CloudEvent(
        UUID.randomUUID().toString(), URI.create("/test"), type, key.toString(), Instant.now());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
