package ai.gatewayz.catalog.availability;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.local.hostile.HostileRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** After hostile verdicts a good one still arrives, and a batch holds what it can. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class HostileVerdictsComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  CatalogStack stack;

  @Inject AvailabilityRepository repository;
  @Inject MeterRegistry registry;
  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @Test
  void aGoodOneArrivesAfterThem() {
    OfferKey key = new OfferKey("together", "after/the-hostile");
    HostileRecords hostile =
        new HostileRecords(
                Topic.AVAILABILITY.topicName(),
                CloudEvent.AVAILABILITY,
                Path.of(
                    System.getProperty("gatewayz.root"),
                    "deploy/events/released/0.1.0/samples/availability.json"),
                4)
            .about("hostile/record");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 2_000; i++) {
        producer.send(hostile.nextToSend());
      }
      producer.send(
          new ProducerRecord<>(
              Topic.AVAILABILITY.topicName(), key.toString(), EventJson.write(verdict(key, "a"))));
      producer.flush();
    }
    await().atMost(PATIENCE).until(() -> holds(key));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                registry.find("gatewayz.catalog.events.skipped").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum()
                    > 1_000);
    given()
        .get("http://localhost:" + managementPort + "/q/health/live")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("verdicts"));
  }

  @Test
  void ofABatchThatTheDatabaseRefusesOnlyTheBadOnesAreLeftOut() {
    double before = refused();
    Map<OfferKey, Optional<Availability>> batch = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      OfferKey key = new OfferKey("together", "halved/" + i);
      batch.put(key, Optional.of(verdict(key, i == 17 ? "a\ud800" : "a")));
    }
    OfferKey nul = new OfferKey("together", "halved/\u0000");
    batch.put(nul, Optional.of(verdict(nul, "a")));
    batch.put(new OfferKey("together", "gone/\u0000"), Optional.empty());
    repository.write(batch).await().atMost(PATIENCE);
    for (int i = 0; i < 50; i++) {
      assertTrue(i == 17 || holds(new OfferKey("together", "halved/" + i)), "halved/" + i);
    }
    assertEquals(2, refused() - before, 1, "the two with a zero, and the half a character");
  }

  private double refused() {
    return registry.get("gatewayz.catalog.verdicts.refused").counter().count();
  }

  private boolean holds(OfferKey key) {
    return pool.preparedQuery("select 1 from availability where provider = $1 and id = $2")
            .execute(Tuple.of(key.provider(), key.id()))
            .await()
            .atMost(PATIENCE)
            .size()
        == 1;
  }

  private static Availability verdict(OfferKey key, String reason) {
    return new Availability(
        key.provider(),
        key.id(),
        key.id(),
        Availability.State.COLD,
        reason,
        Availability.Source.PROBE,
        Instant.now(),
        null,
        null,
        null,
        null,
        null,
        3);
  }
}
