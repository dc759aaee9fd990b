package ai.gatewayz.catalog.replicas;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed between committing and publishing, and between publishing and noting that it did: nothing
 * is lost, and nothing is published under another version.
 */
class KilledReplicaIT {

  private static final String CHANGED = "acme/Together-0";
  private static final String WITHDRAWN = "borealis/Together-1";
  private static final String ADDED = "acme/Together-new";
  private static final Set<String> TOUCHED =
      Set.of("together:" + CHANGED, "together:" + WITHDRAWN, "together:" + ADDED);

  /** Any number; the relay waits for this lock when it is to note what it has published. */
  private static final long BEFORE_THE_NOTE = 77_001;

  /** Keeps it from being noted that offers were published. */
  private static final String HOLD =
      "create function hold() returns trigger language plpgsql as $$ begin"
          + " if exists (select 1 from outbox where seq > old.published"
          + " and seq <= new.published and action <> 'sync') then"
          + " perform pg_advisory_xact_lock("
          + BEFORE_THE_NOTE
          + "); end if; return new; end $$";

  private final CatalogStack stack = new CatalogStack();
  private Map<String, String> settings;
  private Map<String, List<Sent>> before;

  @TempDir Path data;

  @BeforeEach
  void start() {
    settings = new HashMap<>(stack.start());
    // Each sync is one that the test asks for.
    settings.put("gatewayz.catalog.sync.enabled", "false");
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  private Replica replica() throws Exception {
    return Replica.start(data, settings, List.of());
  }

  /** A first sync, all of it published. */
  private void firstSync(Replica replica) {
    assertEquals("complete", replica.synced("together").getString("result"));
    Catalog.awaitPublished(stack);
    before = Sent.offers(stack);
    assertEquals(stack.simulator().catalog().ids("together").size(), before.size());
  }

  /** One offer changes, one goes, one comes. */
  private void listMoves(Replica replica) {
    ObjectNode entry =
        stack.simulator().catalog().entry(ListName.TOGETHER, CHANGED).orElseThrow().deepCopy();
    ((ObjectNode) entry.path("pricing")).put("input", new BigDecimal("0.89"));
    stack.simulator().catalog().put(ListName.TOGETHER, entry);
    stack.simulator().catalog().put(ListName.TOGETHER, entry.deepCopy().put("id", ADDED));
    stack.simulator().catalog().remove(ListName.TOGETHER, WITHDRAWN);
    JsonPath sync = replica.synced("together");
    assertEquals("complete", sync.getString("result"), sync.prettify());
    assertEquals(1, sync.getInt("report.counts.changed"), sync.prettify());
    assertEquals(1, sync.getInt("report.counts.added"), sync.prettify());
    assertEquals(1, sync.getInt("report.counts.withdrawn"), sync.prettify());
  }

  @Test
  void betweenCommitAndPublish() throws Exception {
    Replica killed = replica();
    try {
      firstSync(killed);
      // What is committed from here on has nowhere to go.
      stack.stopKafka();
      listMoves(killed);
    } finally {
      killed.kill();
      stack.startKafka();
    }
    assertTrue(unpublished() > 0, "everything was published");
    assertEquals(before, Sent.offers(stack), "something was published");

    try (Replica ignored = replica()) {
      Catalog.awaitPublished(stack);
      assertMovedOnce();
      assertStateIsWhatIsStored();
    }
  }

  @Test
  void betweenPublishAndNotingIt() throws Exception {
    Replica killed = replica();
    Map<String, String> published;
    try (Connection hold = Database.connect(stack);
        Statement statement = hold.createStatement()) {
      try {
        firstSync(killed);
        statement.execute("select pg_advisory_lock(" + BEFORE_THE_NOTE + ")");
        Database.execute(stack, HOLD);
        Database.execute(
            stack,
            "create trigger hold before update on relay for each row execute function hold()");
        listMoves(killed);
        await().atMost(Duration.ofSeconds(60)).until(this::relayWaits);
        published = state();
      } finally {
        killed.kill();
      }
    }
    // The server notices that its client is gone, and takes back what that had not committed.
    Database.execute(stack, "drop trigger hold on relay");
    assertTrue(unpublished() > 0, "it was noted");

    try (Replica ignored = replica()) {
      Catalog.awaitPublished(stack);
      assertMovedOnce();
      assertStateIsWhatIsStored();
      assertSame(published, state());
      int times = Sent.offers(stack).get("together:" + CHANGED).size();
      assertTrue(times > 2, "it was sent " + times + " times: not killed where it should be");
    }
  }

  private boolean relayWaits() throws Exception {
    return Database.number(
            stack,
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = "
                + BEFORE_THE_NOTE)
        > 0;
  }

  private long unpublished() throws Exception {
    return Database.number(
        stack, "select (select max(seq) from outbox) - published from relay where id = 1");
  }

  /** The offers that moved have one event more, however often it was sent; the others none. */
  private void assertMovedOnce() {
    Map<String, List<Sent>> after = Sent.distinctOffers(stack);
    after.forEach(
        (key, sent) -> {
          List<Sent> earlier = before.getOrDefault(key, List.of());
          assertEquals(earlier, sent.subList(0, earlier.size()), key);
          assertEquals(
              earlier.size() + (TOUCHED.contains(key) ? 1 : 0), sent.size(), key + ": " + sent);
        });
    assertTrue(after.keySet().containsAll(TOUCHED), after.keySet().toString());
    assertEquals(before.size() + 1, after.size());
    assertFalse(state().containsKey("together:" + WITHDRAWN));
    Map<String, Long> told =
        TopicReader.all(stack.bootstrapServers(), Topic.CHANGES).stream()
            .filter(record -> TOUCHED.contains(record.key()))
            .map(record -> record.key() + " " + Sent.id(record))
            .distinct()
            .collect(Collectors.groupingBy(each -> each.split(" ")[0], Collectors.counting()));
    assertEquals(
        Map.of("together:" + CHANGED, 2L, "together:" + WITHDRAWN, 2L, "together:" + ADDED, 1L),
        told);
  }

  /** What a new consumer ends with is, byte for byte, what the database holds. */
  private void assertStateIsWhatIsStored() throws Exception {
    Map<String, String> stored = new TreeMap<>();
    List<String> keys =
        Database.texts(stack, "select provider || ':' || id from offers order by provider, id");
    List<String> bodies = Database.texts(stack, "select body from offers order by provider, id");
    for (int i = 0; i < keys.size(); i++) {
      stored.put(keys.get(i), bodies.get(i));
    }
    assertSame(stored, state());
  }

  private static void assertSame(Map<String, String> expected, Map<String, String> state) {
    assertEquals(expected.keySet(), state.keySet());
    state.forEach((key, body) -> assertEquals(expected.get(key), body, key));
  }

  private Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    TopicReader.state(stack.bootstrapServers(), Topic.OFFERS)
        .forEach((key, value) -> state.put(key, new String(value, StandardCharsets.UTF_8)));
    return state;
  }
}
