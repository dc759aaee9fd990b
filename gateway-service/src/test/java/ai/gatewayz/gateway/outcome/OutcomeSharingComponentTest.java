package ai.gatewayz.gateway.outcome;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.gateway.standing.StandingConfig;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas on one Kafka: the application under test, and the parts of another one. A failure
 * that one has paid for protects the other after one window, half a second.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OutcomeSharingComponentTest {

  @Inject Clock clock;
  @Inject StandingConfig config;
  @Inject OutcomeConfig outcomeConfig;
  @Inject Outcomes outcomes;
  @Inject LiveStandings here;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private LiveStandings there;
  private Fleet fleet;
  private OutcomeWindows windows;
  private OutcomeListener listener;
  private OutcomePublisher publisher;

  @BeforeEach
  void anotherReplica() {
    there = Replica.standings(clock, config);
    windows = new OutcomeWindows(clock);
    fleet = new Fleet(clock);
    listener =
        new OutcomeListener(
            windows, there, fleet, new SimpleMeterRegistry(), new KafkaAccess(), clock, kafka);
    publisher =
        new OutcomePublisher(
            windows,
            outcomeConfig,
            new KafkaAccess(),
            fleet,
            kafka,
            new SimpleMeterRegistry(),
            clock);
    listener.start();
    publisher.start();
  }

  @AfterEach
  void gone() throws InterruptedException {
    listener.stop();
    publisher.stop();
  }

  private static AttemptOutcome outcome(Offer offer, Finding finding) {
    return new AttemptOutcome(
        new OfferView(offer, null),
        Operation.CHAT,
        false,
        Evidence.of(finding),
        null,
        Duration.ZERO,
        null);
  }

  @Test
  void whatFailsHereIsLeftAloneThereAndWhatAnswersIsNot() {
    assertTrue(outcomeConfig.interval().compareTo(Duration.ofMillis(500)) <= 0);
    Offer fallen = chat("together", "sharing/fallen");
    // Told again until it is heard: a listener hears only what is told after it has come.
    await()
        .until(
            () -> {
              outcomes.record(outcome(fallen, Finding.OVERLOADED));
              return there.cooling(fallen.key());
            });
    await()
        .until(
            () -> {
              outcomes.record(outcome(fallen, Finding.ANSWERED));
              return !there.cooling(fallen.key());
            });
  }

  @Test
  void whatFailsThereIsLeftAloneHere() {
    Offer fallen = chat("together", "sharing/fallen-there");
    Offer well = chat("together", "sharing/well");
    await()
        .until(
            () -> {
              windows.add(outcome(fallen, Finding.RATE_LIMITED));
              windows.add(outcome(well, Finding.RATE_LIMITED));
              windows.add(outcome(well, Finding.ANSWERED));
              windows.add(outcome(well, Finding.CONTEXT_TOO_LONG));
              return here.cooling(fallen.key());
            });
    assertFalse(here.cooling(well.key()), "it answers some");
    assertFalse(there.cooling(fallen.key()), "its own windows are no news to a replica");
    // One that has nothing to tell says so every ten seconds.
    await().atMost(Duration.ofSeconds(30)).until(() -> fleet.size() >= 2);
  }

  /** Windows of answers are open for long; the end of the process closes them. */
  @Test
  void nothingThatWasCountedIsLostWhenAReplicaStops() throws InterruptedException {
    String id = "sharing/stopped-" + windows.replica();
    AttemptOutcome answered =
        new AttemptOutcome(
            new OfferView(chat("together", id), null),
            Operation.CHAT,
            true,
            Evidence.of(Finding.ANSWERED),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            new Usage(7, 11, 0, 0));
    for (int i = 0; i < 1_000; i++) {
      windows.add(answered);
    }
    publisher.stop();
    List<TrafficWindow.Outcome> told = new ArrayList<>();
    List<OutcomeWindow> single = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.of(Topic.TRAFFIC, Topic.OUTCOMES)
              .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().equals(windows.replica())) {
            told.addAll(EventJson.read(record.value(), TrafficWindow.class).outcomes());
          } else if (record.key().equals("together:" + id)) {
            single.add(EventJson.read(record.value(), OutcomeWindow.class));
          }
        }
      }
    }
    assertEquals(
        1_000L,
        told.stream().mapToLong(each -> each.findings().get("answered")).sum(),
        told::toString);
    assertEquals(
        1_000L,
        told.stream().flatMap(each -> each.ttftMillis().values().stream()).reduce(0L, Long::sum));
    assertEquals(7_000, told.stream().mapToLong(TrafficWindow.Outcome::inputTokens).sum());
    assertEquals(11_000, told.stream().mapToLong(TrafficWindow.Outcome::outputTokens).sum());
    assertEquals(11_000, single.stream().mapToLong(OutcomeWindow::outputTokens).sum());
  }
}
