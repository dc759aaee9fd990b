package ai.gatewayz.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The database is put back to what it was, or is empty, or Kafka has lost the topic of offers: a
 * consumer that skips what is not newer than what it holds comes to hold what providers list.
 */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class RestoreComponentTest {

  private static final String MODEL = "acme/Together-0";
  private static final String OTHER = "borealis/Together-1";
  private static final List<String> TABLES =
      List.of("offers", "outbox", "relay", "provider_states", "held_changes", "astray");

  CatalogStack stack;
  private Instant putBack;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    price("0.31");
    sync();
  }

  @Test
  void aPriceThatIsNewAfterTheRestoreReachesAConsumer() throws Exception {
    dump();
    for (String later : List.of("0.41", "0.42", "0.43")) {
      price(later);
      sync();
    }
    assertEquals("0.43", held(MODEL));
    restore();
    price("0.55");
    sync();
    assertEquals("0.55", held(MODEL));
    price("0.56");
    sync();
    assertEquals("0.56", held(MODEL));
    List<Long> told = changes();
    assertEquals(told.stream().sorted().toList(), told, "changes are numbered in their order");
    assertNoIdTwice();
  }

  @Test
  void whatTheListHasAsTheDumpDidIsPublishedAgainAllTheSame() throws Exception {
    dump();
    price("0.61");
    sync();
    assertEquals("0.61", held(MODEL));
    restore();
    awaitAligned();
    assertEquals("0.61", held(MODEL), "the newer word stands until the list is read again");
    price("0.31");
    sync();
    assertEquals("0.31", held(MODEL));
  }

  @Test
  void whatCameAndWentSinceTheDumpIsAsTheListHasIt() throws Exception {
    ObjectNode gone = entry(OTHER);
    dump();
    stack.simulator().catalog().remove(ListName.TOGETHER, OTHER);
    stack.simulator().catalog().put(ListName.TOGETHER, gone.deepCopy().put("id", "acme/Came-1"));
    stack.simulator().catalog().put(ListName.TOGETHER, gone.deepCopy().put("id", "acme/Stays-1"));
    try {
      sync();
      assertNull(held(OTHER));
      assertNotNull(held("acme/Came-1"));
      restore();
      awaitAligned();
      assertNotNull(held("acme/Came-1"), "nothing is withdrawn before the list is read again");
      stack.simulator().catalog().remove(ListName.TOGETHER, "acme/Came-1");
      stack.simulator().catalog().put(ListName.TOGETHER, gone);
      sync();
      assertNull(held("acme/Came-1"));
      assertNotNull(held("acme/Stays-1"));
      assertNotNull(held(OTHER));
    } finally {
      stack.simulator().catalog().put(ListName.TOGETHER, gone);
      stack.simulator().catalog().remove(ListName.TOGETHER, "acme/Came-1");
      stack.simulator().catalog().remove(ListName.TOGETHER, "acme/Stays-1");
      sync();
    }
  }

  @Test
  void anEmptyDatabaseWithdrawsNothingAndIsFilledAnew() throws Exception {
    int before = consumer().size();
    ObjectNode gone = entry(OTHER);
    putBack = Instant.now();
    Database.execute(
        stack,
        "truncate offers, outbox, held_changes, astray, provider_states, sync_attempts cascade");
    Database.execute(stack, "update relay set published = 0, owner = null");
    Database.execute(stack, "alter sequence catalog_version restart");
    Database.execute(stack, "alter table outbox alter column seq restart");
    awaitAligned();
    assertEquals(before, consumer().size());
    stack.simulator().catalog().remove(ListName.TOGETHER, OTHER);
    price("0.77");
    try {
      sync();
      assertEquals("0.77", held(MODEL));
      assertNull(held(OTHER));
      assertNoIdTwice();
    } finally {
      stack.simulator().catalog().put(ListName.TOGETHER, gone);
      Catalog.PROVIDERS.forEach(Catalog::sync);
      Catalog.awaitPublished(stack);
    }
    assertEquals(before, consumer().size());
  }

  @Test
  void aTopicThatIsLostIsFilledAgain() throws Exception {
    Map<String, Offer> before = consumer();
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
      admin.deleteTopics(List.of(Topic.OFFERS.topicName())).all().get();
      await()
          .ignoreExceptions()
          .until(
              () -> {
                Topics.ensure(admin, List.of(Topic.OFFERS), (short) 1, 5);
                return admin.listTopics().names().get().contains(Topic.OFFERS.topicName());
              });
    }
    // As a restart would: what this process knows of its position is void.
    Database.execute(stack, "update relay set published = published - 1");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> consumer().keySet().equals(before.keySet()));
    Map<String, Offer> after = consumer();
    before.forEach(
        (key, offer) -> assertTrue(after.get(key).version() > offer.version(), "newer: " + key));
  }

  @Test
  void aVersionThatNoConsumerBelievesIsNotGoneOnAbove() throws Exception {
    Offer known = consumer().get("together:" + MODEL);
    ObjectNode poison = EventJson.mapper().valueToTree(known);
    poison.put("provider", "elsewhere").put("version", (1L << 53) - 1);
    String key = "elsewhere:" + MODEL;
    send(Topic.OFFERS, key, EventJson.write(poison));
    send(Topic.OFFERS, "elsewhere:\u0000", EventJson.write(poison));
    try {
      putBack = Instant.now();
      Database.execute(stack, "update relay set published = published - 1");
      awaitAligned();
      long latest = Instant.now().plus(Duration.ofHours(1)).toEpochMilli() * 1_000;
      assertTrue(Database.number(stack, "select last_value from catalog_version") < latest);
      price("0.91");
      sync();
      assertEquals("0.91", held(MODEL));
    } finally {
      send(Topic.OFFERS, key, null);
      send(Topic.OFFERS, "elsewhere:\u0000", null);
    }
  }

  @Test
  void verdictsThatTheDatabaseLacksAreReadAgain() throws Exception {
    byte[] verdict =
        EventJson.write(
            new Availability(
                "together",
                MODEL,
                MODEL,
                Availability.State.AVAILABLE,
                "answered",
                Availability.Source.PROBE,
                Instant.now(),
                null,
                null,
                200,
                null,
                null,
                5));
    send(Topic.AVAILABILITY, "together:" + MODEL, verdict);
    awaitVerdicts(1);
    Database.execute(stack, "delete from availability");
    // It joins again, as after a restart.
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
      admin
          .removeMembersFromConsumerGroup(
              "gatewayz-catalog", new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }
    awaitVerdicts(1);
  }

  private void send(Topic topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.topicName(), key, value)).get();
    }
  }

  private void awaitVerdicts(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Database.number(stack, "select count(*) from availability") == count);
  }

  private void price(String usd) {
    ObjectNode entry = entry(MODEL);
    ((ObjectNode) entry.path("pricing"))
        .put("input", new BigDecimal(usd))
        .put("output", new BigDecimal(usd));
    stack.simulator().catalog().put(ListName.TOGETHER, entry);
  }

  private ObjectNode entry(String id) {
    return stack.simulator().catalog().entry(ListName.TOGETHER, id).orElseThrow().deepCopy();
  }

  private void sync() {
    assertEquals("complete", Catalog.sync("together").getString("result"));
    Catalog.awaitPublished(stack);
  }

  /** The price of an offer of Together's as a consumer has it; null where it is gone. */
  private String held(String id) {
    Offer offer = consumer().get("together:" + id);
    return offer == null
        ? null
        : EventJson.mapper().valueToTree(offer.price()).path("input").asText();
  }

  /** What one holds that skips what is not newer, as the contract has it. */
  private Map<String, Offer> consumer() {
    Map<String, Offer> held = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicReader.all(stack.bootstrapServers(), Topic.OFFERS)) {
      if (record.value() == null) {
        held.remove(record.key());
      } else {
        Offer offer = EventJson.read(record.value(), Offer.class);
        held.merge(record.key(), offer, (old, now) -> now.version() > old.version() ? now : old);
      }
    }
    return held;
  }

  /** The numbers of the changes of an offer, in the order of the topic. */
  private List<Long> changes() {
    return TopicReader.all(stack.bootstrapServers(), Topic.CHANGES).stream()
        .filter(record -> record.key().equals("together:" + MODEL))
        .map(record -> record.headers().lastHeader("ce_id").value())
        .map(
            id ->
                Long.parseLong(
                    new String(id, StandardCharsets.UTF_8).substring("change-".length())))
        .distinct()
        .toList();
  }

  /** An event may be sent again, and is the same then. */
  private void assertNoIdTwice() {
    Map<String, String> seen = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicReader.all(stack.bootstrapServers(), Topic.CHANGES)) {
      String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
      String event = new String(record.value(), StandardCharsets.UTF_8);
      assertEquals(event, seen.getOrDefault(id, event), id);
      seen.put(id, event);
    }
  }

  private void dump() throws Exception {
    Database.execute(stack, "drop schema if exists dump cascade; create schema dump");
    for (String table : TABLES) {
      Database.execute(stack, "create table dump." + table + " as table public." + table);
    }
    Database.execute(stack, "create table dump.version as select last_value from catalog_version");
  }

  /** As pg_restore leaves it: rows and sequences of then. */
  private void restore() throws Exception {
    putBack = Instant.now();
    StringBuilder sql = new StringBuilder("begin;");
    for (String table : TABLES) {
      sql.append("delete from ").append(table).append(";insert into ").append(table);
      sql.append(" overriding system value table dump.").append(table).append(';');
    }
    sql.append("select setval('catalog_version', last_value) from dump.version;");
    sql.append("select setval(pg_get_serial_sequence('outbox', 'seq'), max(seq)) from outbox;");
    Database.execute(stack, sql.append("commit").toString());
  }

  /**
   * Until versions go on above the time at which it was put back, as they do once Kafka was read.
   */
  private void awaitAligned() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Database.number(stack, "select last_value from catalog_version")
                    >= putBack.toEpochMilli() * 1_000);
    Catalog.awaitPublished(stack);
  }
}
