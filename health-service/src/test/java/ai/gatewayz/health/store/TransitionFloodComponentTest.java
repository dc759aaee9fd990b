package ai.gatewayz.health.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.HealthStack;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityTransition;
import ai.gatewayz.health.events.TransitionPublisher;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.verdict.Faults;
import ai.gatewayz.health.verdict.Recent;
import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.health.verdict.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** An outage is a flood of changes: the moment that the history is for. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class TransitionFloodComponentTest {

  private static final Logger LOG = Logger.getLogger(TransitionFloodComponentTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final int ROUND = 20_000;

  HealthStack stack;

  @Inject Pool pool;
  @Inject Schema schema;
  @Inject TransitionWriter writer;
  @Inject TransitionPublisher publisher;
  @Inject MeterRegistry registry;

  private static Change.Judged change(String group, int offer, int n) {
    Offer listed = Offers.chat("together", group + "/" + offer);
    State up = State.AVAILABLE;
    State down = State.UNAVAILABLE;
    return new Change.Judged(
        listed,
        n % 2 == 0 ? up : down,
        new Verdict(
            n % 2 == 0 ? down : up,
            "reason",
            Source.TRAFFIC,
            NOON.plusMillis(n),
            null,
            null,
            null,
            503,
            null,
            null,
            Streak.NONE,
            Recent.NONE,
            Faults.NONE,
            n + 1),
        null);
  }

  @Test
  void keepsUpWithManyOffersAndCountsWhatItTellsInOne() {
    await().atMost(PATIENCE).until(schema::ready);
    List<Change.Judged> all =
        IntStream.range(0, 4 * ROUND).mapToObj(i -> change("each", i, 0)).toList();
    long began = System.nanoTime();
    all.forEach(writer::changed);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> rows("each") == all.size());
    double seconds = (System.nanoTime() - began) / 1e9;
    LOG.infof("history: %,.0f transitions a second, each written", all.size() / seconds);

    double dropped = registry.get("gatewayz.health.transitions.dropped").counter().count();
    int rounds = 15;
    began = System.nanoTime();
    for (int n = 0; n < rounds; n++) {
      for (int i = 0; i < ROUND; i++) {
        writer.changed(change("flood", i, n));
      }
    }
    long told = (long) rounds * ROUND;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> rows("flood") + leftOut("flood") == told);
    seconds = (System.nanoTime() - began) / 1e9;
    LOG.infof(
        "history: %,.0f transitions a second in a flood, %d of %d told by a later one",
        told / seconds, leftOut("flood"), told);
    assertEquals(dropped, registry.get("gatewayz.health.transitions.dropped").counter().count());
    assertEquals(
        ROUND,
        number(
            "select count(distinct offer) from transitions t where offer like 'flood/%' and at ="
                + " (select max(at) from transitions l where l.offer = t.offer) and at = '"
                + NOON.plusMillis(rounds - 1)
                + "'"),
        "the last change of every offer is there");
  }

  @Test
  void whatTheDatabaseRefusesIsLeftOutAndTheOthersAreWritten() {
    await().atMost(PATIENCE).until(schema::ready);
    double before = registry.get("gatewayz.health.transitions.dropped").counter().count();
    for (int i = 0; i < 50; i++) {
      writer.changed(change(i == 31 ? "refused\u0000" : "refused", i, 0));
    }
    await().atMost(PATIENCE).until(() -> rows("refused") == 49);
    assertEquals(before + 1, registry.get("gatewayz.health.transitions.dropped").counter().count());
  }

  @Test
  void everyChangeOfStateIsToldOnKafkaAlsoOverAnOutage() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> registry.find("gatewayz.health.transitions.announced").counter() != null);
    for (int i = 0; i < 100; i++) {
      publisher.changed(change("told", i, 0));
    }
    await().atMost(PATIENCE).until(() -> onKafka("told").size() == 100);
    stack.stopKafka();
    try {
      for (int i = 0; i < 100; i++) {
        publisher.changed(change("told", i, 1));
      }
    } finally {
      stack.startKafka();
    }
    await().atMost(PATIENCE).until(() -> onKafka("told").size() == 200);
    AvailabilityTransition one = onKafka("told").getFirst();
    assertEquals(State.AVAILABLE, one.from());
    assertEquals(State.UNAVAILABLE, one.to());
    assertEquals(503, one.httpStatus());
  }

  /** Each once, by its id. */
  private List<AvailabilityTransition> onKafka(String group) {
    List<TopicPartition> partitions =
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topic.TRANSITIONS.topicName(), number))
            .toList();
    List<AvailabilityTransition> told = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  assertEquals(
                      CloudEvent.TRANSITION,
                      new String(
                          record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
                  if (record.key().startsWith("together:" + group + "/")
                      && ids.add(
                          new String(
                              record.headers().lastHeader("ce_id").value(),
                              StandardCharsets.UTF_8))) {
                    told.add(EventJson.read(record.value(), AvailabilityTransition.class));
                  }
                });
      }
    }
    return told;
  }

  private long rows(String group) {
    return number("select count(*) from transitions where offer like '" + group + "/%'");
  }

  private long leftOut(String group) {
    return number(
        "select coalesce(sum(left_out), 0) from transitions where offer like '" + group + "/%'");
  }

  private long number(String sql) {
    return pool.query(sql).execute().await().atMost(PATIENCE).iterator().next().getLong(0);
  }
}
