package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.board.BoardReader;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.local.hostile.HostileRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After hostile records on each topic a good one still arrives, and lists show what they can. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class HostileRecordsComponentTest {

  private static final int MANY = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  HealthStack stack;

  @TempDir Path folder;

  @Inject Verdicts verdicts;
  @Inject BoardReader board;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Test
  void goodOnesArriveAfterThem() throws IOException {
    flood(Topic.OFFERS, CloudEvent.OFFER, "offer");
    flood(Topic.AVAILABILITY, CloudEvent.AVAILABILITY, "availability");
    flood(Topic.OUTCOMES, CloudEvent.OUTCOMES, "outcome-window");
    floodTraffic();
    Offer good = Offers.chat("portkey", "after/the-hostile");
    try (Topics topics = new Topics(stack.bootstrapServers())) {
      topics.list(good);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                Instant now = Instant.now();
                topics.outcomes(
                    new OutcomeWindow(
                        good.provider(),
                        good.id(),
                        good.model(),
                        "gateway",
                        now,
                        now,
                        Map.of("answered", 2L),
                        null,
                        Map.of(),
                        0,
                        0));
                return board
                    .one(good.key())
                    .await()
                    .atMost(PATIENCE)
                    .filter(status -> status.told().state() == State.AVAILABLE)
                    .isPresent();
              });
      topics.withdraw(good.key());
    }
    assertTrue(count("gatewayz.health.events.skipped") > MANY, "they were seen");
    given()
        .get("http://localhost:" + managementPort + "/q/health/live")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("watch"));
  }

  /** The validator keeps such an offer away; were it to come, the others would not wait for it. */
  @Test
  void whatTheDatabaseRefusesKeepsNothingElseFromTheLists() {
    Offer bad = Offers.chat("portkey", "halved/\u0000");
    verdicts.listed(bad);
    for (int i = 0; i < 20; i++) {
      verdicts.listed(Offers.chat("portkey", "halved/" + i));
    }
    for (int i = 0; i < 20; i++) {
      OfferKey key = new OfferKey("portkey", "halved/" + i);
      await().atMost(PATIENCE).until(() -> board.one(key).await().atMost(PATIENCE).isPresent());
      verdicts.withdrawn(key);
    }
    assertTrue(refused("offer_status") > 0);
    // It was asked: what came of it is as bad, and keeps no other transition away.
    await().atMost(PATIENCE).until(() -> refused("transitions") > 0);
    verdicts.withdrawn(bad.key());
  }

  private void flood(Topic topic, String type, String sample) {
    Path samples =
        Path.of(
            System.getProperty("gatewayz.root"),
            "deploy/events/released/0.1.0/samples",
            sample + ".json");
    flood(topic, type, samples);
  }

  private void floodTraffic() throws IOException {
    Instant now = Instant.now();
    TrafficWindow.Outcome seen =
        new TrafficWindow.Outcome(
            "portkey", "hostile/record", now, Map.of("answered", 1L), null, Map.of(), 0, 0, 0, 0);
    Path samples = folder.resolve("traffic-window.json");
    Files.write(
        samples,
        EventJson.write(List.of(new TrafficWindow("gateway", now, now, List.of(seen, seen)))));
    flood(Topic.TRAFFIC, CloudEvent.TRAFFIC, samples);
  }

  private void flood(Topic topic, String type, Path samples) {
    HostileRecords hostile =
        new HostileRecords(topic.topicName(), type, samples, topic.ordinal())
            .about("hostile/record");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < MANY; i++) {
        producer.send(hostile.nextToSend());
      }
    }
  }

  private double refused(String table) {
    return registry.find("gatewayz.health.rows.refused").tag("table", table).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double count(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}
