package ai.gatewayz.catalog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kafka and PostgreSQL away, for longer than every patience of the service (which tests shorten):
 * nothing is lost, nothing is withdrawn, and nothing is published under a new version.
 */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class OutageComponentTest {

  private static final String MODEL = "acme/Together-0";

  CatalogStack stack;

  @TestHTTPResource(management = true)
  URI management;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    Catalog.awaitPublished(stack);
  }

  @AfterEach
  void whole() {
    stack.simulator().faults().clear();
    stack.postgresCable().plugIn();
  }

  private void price(String usd) {
    ObjectNode entry =
        stack.simulator().catalog().entry(ListName.TOGETHER, MODEL).orElseThrow().deepCopy();
    ((ObjectNode) entry.path("pricing"))
        .put("input", new BigDecimal(usd))
        .put("output", new BigDecimal(usd));
    stack.simulator().catalog().put(ListName.TOGETHER, entry);
  }

  private static JsonPath complete(String provider) {
    JsonPath sync = Catalog.sync(provider);
    assertEquals("complete", sync.getString("result"), sync.prettify());
    return sync;
  }

  @Test
  void withoutKafkaSyncsGoOnAndEveryEventComesLater() throws Exception {
    Map<String, List<Long>> before = versions();
    long told = changes("together:" + MODEL);
    ObjectNode gone =
        stack.simulator().catalog().entry(ListName.TOGETHER, "borealis/Together-1").orElseThrow();
    stack.stopKafka();
    try {
      price("0.89");
      assertEquals(1, complete("together").getInt("report.counts.changed"));
      price("0.90");
      stack.simulator().catalog().remove(ListName.TOGETHER, "borealis/Together-1");
      JsonPath second = complete("together");
      assertEquals(1, second.getInt("report.counts.changed"));
      assertEquals(1, second.getInt("report.counts.withdrawn"));
      // Two batches in vain: longer than the patience with Kafka.
      double failed = failedBatches();
      await().atMost(Duration.ofSeconds(60)).until(() -> failedBatches() >= failed + 2);
    } finally {
      stack.startKafka();
    }
    Catalog.awaitPublished(stack);

    Map<String, List<Long>> after = versions();
    after.forEach(
        (key, versions) ->
            assertEquals(versions.stream().sorted().toList(), versions, "the order of " + key));
    before.forEach(
        (key, versions) -> {
          if (!key.equals("together:" + MODEL)) {
            assertEquals(versions, after.get(key), key + " was published again");
          }
        });
    assertEquals("0.9", stored("together:" + MODEL).orElseThrow());
    assertTrue(stored("together:borealis/Together-1").isEmpty(), "its tombstone is there");
    assertEquals(2, changes("together:" + MODEL) - told, "each change is told, and told once");

    stack.simulator().catalog().put(ListName.TOGETHER, gone);
    price("0.88");
    complete("together");
    Catalog.awaitPublished(stack);
    assertTrue(stored("together:borealis/Together-1").isPresent(), "it is back");
  }

  private Optional<String> stored(String key) {
    return Optional.ofNullable(TopicReader.state(stack.bootstrapServers(), Topic.OFFERS).get(key))
        .map(json -> EventJson.read(json, Offer.class))
        .map(offer -> EventJson.mapper().valueToTree(offer.price()).path("input").asText());
  }

  private long changes(String key) {
    return TopicReader.all(stack.bootstrapServers(), Topic.CHANGES).stream()
        .filter(record -> record.key().equals(key))
        .map(
            record ->
                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
        .distinct()
        .count();
  }

  /** The versions of each key in the order of the topic. */
  private Map<String, List<Long>> versions() {
    Map<String, List<Long>> versions = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicReader.all(stack.bootstrapServers(), Topic.OFFERS)) {
      if (record.value() != null) {
        versions
            .computeIfAbsent(record.key(), key -> new ArrayList<>())
            .add(EventJson.read(record.value(), Offer.class).version());
      }
    }
    return versions;
  }

  private String managed(String what) {
    return "http://127.0.0.1:" + management.getPort() + "/q/" + what;
  }

  private double failedBatches() {
    return given()
        .get(managed("metrics"))
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.startsWith("gatewayz_catalog_outbox_failures_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void withoutPostgresASyncFailsAndIsClosedByTheNext() throws Exception {
    Map<String, List<Long>> before = versions();
    // The list is slow, so that the database goes away while it is read.
    Fault slow = new Fault.ListTimes(1, new Fault.ListRefused(1, Duration.ofSeconds(2)));
    stack.simulator().faults().set("openrouter", "*", slow);
    int asked = requests("openrouter");
    Thread request = Thread.ofVirtual().start(() -> ask("openrouter"));
    await().until(() -> requests("openrouter") > asked);
    stack.postgresCable().pull();
    assertEquals(503, given().get(managed("health/ready")).statusCode());
    assertEquals(200, given().get(managed("health/live")).statusCode());
    // The sync has read its list, could not settle it, and could not say so.
    request.join(Duration.ofSeconds(40));
    stack.postgresCable().plugIn();

    await().atMost(Duration.ofSeconds(60)).until(() -> ask("openrouter") == 200);
    JsonPath history = Catalog.get("/catalog/syncs?provider=openrouter&limit=2");
    assertEquals("complete", history.getString("data[0].result"), history.prettify());
    assertEquals("failed", history.getString("data[1].result"), history.prettify());
    assertEquals("its replica ended or lost the database", history.getString("data[1].reason"));
    Catalog.awaitPublished(stack);
    assertEquals(before, versions(), "no offer was published again");
    // Where the database goes away between an event and its mark, it is told again: at least once.
    assertEquals(
        List.of(SyncEvent.Result.STARTED, SyncEvent.Result.FAILED),
        told(history.getString("data[1].id")).stream().distinct().toList());
  }

  private int requests(String provider) {
    return (int)
        stack.simulator().journal().requests().stream()
            .filter(request -> request.provider().equals(provider))
            .count();
  }

  private static int ask(String provider) {
    return given()
        .header("Authorization", "Bearer " + CatalogStack.ADMIN_TOKEN)
        .post("/catalog/admin/syncs/" + provider)
        .statusCode();
  }

  private List<SyncEvent.Result> told(String syncId) {
    return TopicReader.all(stack.bootstrapServers(), Topic.SYNCS).stream()
        .map(record -> EventJson.read(record.value(), SyncEvent.class))
        .filter(event -> event.syncId().equals(syncId))
        .map(SyncEvent::result)
        .toList();
  }

  @Test
  void whatIsOldAndPublishedGoes() throws Exception {
    Catalog.awaitPublished(stack);
    Database.execute(
        stack,
        "update outbox set at = at - interval '31 days' where seq in"
            + " (select seq from outbox order by seq limit 100)");
    Database.execute(
        stack,
        "insert into sync_attempts (id, provider, started, finished, result) values"
            + " ('old', 'together', now() - interval '91 days', now() - interval '91 days', 'FAILED'),"
            + " ('last', 'none', now() - interval '91 days', now() - interval '91 days', 'FAILED')");
    Database.execute(
        stack, "insert into provider_states (provider, last_attempt) values ('none', 'last')");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Database.number(
                            stack,
                            "select count(*) from outbox where at < now() - interval '30 days'")
                        == 0
                    && Database.number(stack, "select count(*) from sync_attempts where id = 'old'")
                        == 0);
    assertEquals(1, Database.number(stack, "select count(*) from sync_attempts where id = 'last'"));
    Database.execute(stack, "delete from sync_attempts where id = 'last'");
    Database.execute(stack, "delete from provider_states where provider = 'none'");
    assertTrue(Database.number(stack, "select count(*) from outbox") > 0, "the others stay");
  }
}
