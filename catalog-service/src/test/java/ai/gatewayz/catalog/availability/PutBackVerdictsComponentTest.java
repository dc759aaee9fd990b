package ai.gatewayz.catalog.availability;

import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The database is put back under the running service: nobody tells old verdicts again for it. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class PutBackVerdictsComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final OfferKey KEY = new OfferKey("together", "put/back");

  CatalogStack stack;

  @Inject Pool pool;

  @Test
  void verdictsThatItLostAreHeardAgain() {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new CloudEvent(
                  "put-back",
                  URI.create("/health-service"),
                  CloudEvent.AVAILABILITY,
                  KEY.toString(),
                  Instant.now())
              .record(Topic.AVAILABILITY, EventJson.write(verdict())));
    }
    await().atMost(PATIENCE).until(() -> rows() == 1);

    run("delete from availability where id = 'put/back'");
    run("update verdicts_heard set next = 0");

    await().atMost(PATIENCE).until(() -> rows() == 1);
  }

  private int rows() {
    return pool.preparedQuery("select 1 from availability where provider = $1 and id = $2")
        .execute(Tuple.of(KEY.provider(), KEY.id()))
        .await()
        .atMost(PATIENCE)
        .size();
  }

  private void run(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }

  private static Availability verdict() {
    return new Availability(
        KEY.provider(),
        KEY.id(),
        KEY.id(),
        Availability.State.AVAILABLE,
        "answered",
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
