package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The feed follows the topics. */
class SnapshotFeedTest extends FeedGround {

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
}
