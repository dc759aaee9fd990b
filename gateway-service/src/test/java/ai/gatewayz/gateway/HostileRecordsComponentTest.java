package ai.gatewayz.gateway;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.keys.PublishedKey;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.local.hostile.HostileRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After two thousand hostile records on each topic a good one still arrives. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class HostileRecordsComponentTest {

  private static final int MANY = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Offer GOOD = chat("together", "after/the-hostile");

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @TempDir Path folder;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Test
  void goodOnesArriveAfterThem() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    try (Admin admin = Admin.create(settings)) {
      Topics.ensure(admin, List.of(Topic.values()), (short) 1, 20);
    }
    Map<String, Object> sending = new HashMap<>(settings);
    // Brokers that do not lead a new partition yet refuse the first batch: no other may overtake
    // it.
    sending.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer())) {
      flood(producer, Topic.OFFERS, CloudEvent.OFFER, "offer");
      flood(producer, Topic.AVAILABILITY, CloudEvent.AVAILABILITY, "availability");
      flood(producer, Topic.OUTCOMES, CloudEvent.OUTCOMES, "outcome-window");
      floodFailures(producer);
      flood(
          producer,
          Topic.KEYS,
          CloudEvent.KEY,
          Path.of(System.getProperty("gatewayz.root"), "deploy/events/schemas/caller-key.json"));
      String text = KeyText.generate(new SecureRandom());
      send(
          producer,
          Topic.KEYS,
          "key_after",
          EventJson.write(PublishedKey.of("key_after", text).made()));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  given().header("Authorization", "Bearer " + text).get("/v1/key").statusCode()
                      == 200);
      send(producer, Topic.OFFERS, EventJson.write(GOOD));
      send(producer, Topic.AVAILABILITY, EventJson.write(verdict(GOOD, State.DEGRADED, 3)));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  snapshots
                      .current()
                      .offer(GOOD.key())
                      .filter(view -> view.state() == State.DEGRADED)
                      .isPresent());
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                Instant now = Instant.now();
                send(
                    producer,
                    Topic.FAILURES,
                    "another",
                    EventJson.write(
                        new FailureWindow(
                            "another",
                            now,
                            now,
                            List.of(
                                new FailureWindow.Failure(
                                    GOOD.provider(), GOOD.id(), Map.of("overloaded", 1L))))));
                return standings.cooling(GOOD.key());
              });
    }
    assertTrue(skipped("gatewayz.snapshot.events.skipped") > MANY, "they were seen");
    assertTrue(skipped("gatewayz.outcomes.skipped") > MANY / 2, "they were seen");
    assertTrue(skipped("gatewayz.keys.events.skipped") > MANY / 2, "they were seen");
    given()
        .get("http://localhost:" + managementPort + "/q/health/live")
        .then()
        .statusCode(200)
        .body("checks.name", hasItems("feed", "outcomes", "keys"));
  }

  private double skipped(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private static void flood(
      KafkaProducer<String, byte[]> producer, Topic topic, String type, String sample) {
    Path samples =
        Path.of(
            System.getProperty("gatewayz.root"),
            "deploy/events/released/0.1.0/samples",
            sample + ".json");
    flood(producer, topic, type, samples);
  }

  private void floodFailures(KafkaProducer<String, byte[]> producer) throws IOException {
    Instant now = Instant.now();
    Path samples = folder.resolve("failure-window.json");
    Files.write(
        samples,
        EventJson.write(
            List.of(
                new FailureWindow(
                    "another",
                    now,
                    now,
                    List.of(
                        new FailureWindow.Failure(
                            GOOD.provider(), "hostile/record", Map.of("overloaded", 1L)))))));
    flood(producer, Topic.FAILURES, CloudEvent.FAILURES, samples);
  }

  private static void flood(
      KafkaProducer<String, byte[]> producer, Topic topic, String type, Path samples) {
    HostileRecords hostile =
        new HostileRecords(topic.topicName(), type, samples, topic.ordinal())
            .about("hostile/record");
    for (int i = 0; i < MANY; i++) {
      producer.send(hostile.nextToSend());
    }
    producer.flush();
  }

  private static void send(KafkaProducer<String, byte[]> producer, Topic topic, byte[] json) {
    send(producer, topic, GOOD.key().toString(), json);
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topic topic, String key, byte[] json) {
    producer.send(new ProducerRecord<>(topic.topicName(), key, json));
    producer.flush();
  }
}
