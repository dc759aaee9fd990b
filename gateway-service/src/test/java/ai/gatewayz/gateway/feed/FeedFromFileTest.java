package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The feed begins with the file of the last run, and goes over to Kafka. */
class FeedFromFileTest extends FeedGround {

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

  /** A thread that dies is started again; what it has shown since is newer than its file. */
  @Test
  void whatIsShownStaysWhereTheThreadStartsAgainWhileKafkaIsAway() throws Exception {
    file = Optional.of(folder.resolve("snapshot.json.gz"));
    SnapshotFile.write(Snapshot.of(Instant.now(), List.of(QWEN), List.of()), file.get());
    AtomicBoolean failing = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    clock =
        () -> {
          asked.incrementAndGet();
          if (failing.compareAndSet(true, false)) {
            asked.set(0);
            throw new IllegalStateException("a clock that fails once");
          }
          return Instant.now();
        };
    startBroker();
    startFeed();
    awaitLoaded();
    send(LLAMA);
    await().until(() -> snapshots.current().offer(LLAMA.key()).isPresent());
    broker.close();

    failing.set(true);
    await().until(() -> !failing.get() && asked.get() > 0);

    assertTrue(snapshots.current().offer(LLAMA.key()).isPresent());
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

  /** As another process would: it knows nothing but the file. */
  private void startAgain() {
    snapshots = new Snapshots(Clock.systemUTC());
    startFeed();
    awaitLoaded();
  }
}
