package ai.gatewayz.catalog.replicas;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one database and one Kafka share the work, and nothing is done twice. */
class ReplicasIT {

  private static final int TURNS = 2;
  private static final Duration LONG = Duration.ofSeconds(120);

  private final CatalogStack stack = new CatalogStack();
  private Map<String, String> settings;

  @TempDir Path data;

  @BeforeEach
  void start() {
    settings = new HashMap<>(stack.start());
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void eachProviderIsReadOnceATurn() throws Exception {
    settings.put("gatewayz.catalog.sync.interval", "8s");
    settings.put("gatewayz.catalog.sync.concurrency", "1");
    // Nobody dies here: a JVM that has just started may take longer than the short lease of tests.
    settings.put("gatewayz.catalog.sync.lease", "60s");
    // Both wait for the database: when it is there, both begin at once, with its tables even.
    stack.postgresCable().pull();
    Set<String> owners = new HashSet<>();
    try (Replica one = Replica.launch(data.resolve("one"), settings, List.of());
        Replica two = Replica.launch(data.resolve("two"), settings, List.of())) {
      one.await("live");
      two.await("live");
      stack.postgresCable().plugIn();
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(
              () -> {
                owners.addAll(
                    Database.texts(
                        stack,
                        "select lease_owner from provider_states where lease_until > now()"));
                return turns() >= TURNS && owners.size() == 2;
              });
      assertNoneAtATime();
      Catalog.awaitPublished(stack);
    }
    assertEveryOfferOnce();
  }

  private long turns() throws Exception {
    return Database.number(
        stack,
        "select case when count(*) < "
            + Catalog.PROVIDERS.size()
            + " then 0 else min(turns) end from (select count(*) as turns from sync_attempts"
            + " where result = 'COMPLETE' group by provider) as each");
  }

  /** Nobody began before the last had ended, nor before half an interval had gone by. */
  private void assertNoneAtATime() throws Exception {
    assertEquals(
        List.of(),
        Database.texts(
            stack,
            "select provider || ' ' || started || ' ' || finished || ' ' || next from (select"
                + " provider, started, finished, lead(started) over (partition by provider order"
                + " by started) as next from sync_attempts) as each"
                + " where next < finished or next - started < interval '2 seconds'"));
    assertEquals(
        List.of(),
        Database.texts(
            stack,
            "select provider || ': ' || result || coalesce(', ' || reason, '') from sync_attempts"
                + " where finished is not null and result <> 'COMPLETE'"));
  }

  private void assertEveryOfferOnce() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (String provider : Catalog.PROVIDERS) {
      stack.simulator().catalog().ids(provider).forEach(id -> listed.add(provider + ":" + id));
    }
    assertEquals(
        List.of(),
        Database.texts(
            stack,
            "select provider || ':' || id from outbox where action <> 'sync'"
                + " group by provider, id having count(*) > 1"));
    assertEquals(
        listed,
        new TreeSet<>(
            Database.texts(
                stack, "select provider || ':' || id from outbox where action = 'put'")));
    Map<String, List<Sent>> sent = Sent.distinctOffers(stack);
    assertEquals(listed, new TreeSet<>(sent.keySet()));
    sent.forEach((key, events) -> assertEquals(1, events.size(), key + ": " + events));
    Map<String, Set<String>> told = new TreeMap<>();
    TopicReader.all(stack.bootstrapServers(), Topic.CHANGES)
        .forEach(
            record ->
                told.computeIfAbsent(record.key(), key -> new HashSet<>())
                    .add(
                        EventJson.read(record.value(), OfferChange.class).kind()
                            + Sent.id(record)));
    told.forEach((key, events) -> assertEquals(1, events.size(), key + ": " + events));
    Map<String, Set<String>> syncs = new TreeMap<>();
    TopicReader.all(stack.bootstrapServers(), Topic.SYNCS)
        .forEach(
            record -> {
              SyncEvent event = EventJson.read(record.value(), SyncEvent.class);
              syncs
                  .computeIfAbsent(
                      event.provider() + event.syncId() + event.result(), key -> new HashSet<>())
                  .add(Sent.id(record));
            });
    syncs.forEach((key, events) -> assertEquals(1, events.size(), key + ": " + events));
  }

  @Test
  void whoComesSecondIsRefusedAndChangesNothing() throws Exception {
    settings.put("gatewayz.catalog.sync.enabled", "false");
    try (Replica one = Replica.start(data.resolve("one"), settings, List.of());
        Replica two = Replica.start(data.resolve("two"), settings, List.of())) {
      // The list is slow: the second comes while the first is waiting for it.
      stack
          .simulator()
          .faults()
          .set(
              "together",
              "*",
              new Fault.ListTimes(1, new Fault.ListRefused(1, Duration.ofSeconds(4))));
      CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> one.sync("together"));
      await()
          .atMost(LONG)
          .until(
              () ->
                  stack.simulator().journal().requests().stream()
                      .anyMatch(request -> request.provider().equals("together")));
      assertEquals(409, two.sync("together").statusCode());
      assertEquals("complete", first.get(2, TimeUnit.MINUTES).jsonPath().getString("result"));

      int offers = stack.simulator().catalog().ids("together").size();
      assertEquals(offers, two.synced("together").getInt("report.counts.unchanged"));
      Catalog.awaitPublished(stack);
      assertEquals(
          offers, Database.number(stack, "select count(*) from outbox where action <> 'sync'"));
      Map<String, List<Sent>> sent = Sent.distinctOffers(stack);
      assertEquals(offers, sent.size());
      sent.forEach((key, events) -> assertEquals(1, events.size(), key + ": " + events));
    }
  }

  /** A stream that ends is resumed wherever the follower gets: nothing is missed or told twice. */
  @Test
  void aFollowerGoesOnAtAnotherReplica() throws Exception {
    settings.put("gatewayz.catalog.sync.enabled", "false");
    try (Replica reads = Replica.start(data.resolve("one"), settings, List.of());
        Replica dies = Replica.start(data.resolve("two"), settings, List.of())) {
      reads.synced("together");
      String seen;
      try (Follower follower = dies.follow(null)) {
        rename(reads, "Renamed once");
        String change = follower.next();
        assertTrue(change.contains("Renamed once"), change);
        seen = follower.lastId();
        dies.kill();
      }
      rename(reads, "Renamed meanwhile");
      rename(reads, "Renamed again");
      try (Follower follower = reads.follow(seen)) {
        String change = follower.next();
        assertTrue(change.contains("\"to\":\"Renamed meanwhile\""), change);
        change = follower.next();
        assertTrue(change.contains("\"to\":\"Renamed again\""), change);
        rename(reads, "Renamed at last");
        change = follower.next();
        assertTrue(change.contains("\"to\":\"Renamed at last\""), change);
      }
    }
  }

  private void rename(Replica replica, String name) {
    String id = stack.simulator().catalog().chatIds("together").getFirst();
    ObjectNode entry =
        stack.simulator().catalog().entry(ListName.TOGETHER, id).orElseThrow().deepCopy();
    stack.simulator().catalog().put(ListName.TOGETHER, entry.put("display_name", name));
    assertEquals(1, replica.synced("together").getInt("report.counts.changed"));
  }
}
