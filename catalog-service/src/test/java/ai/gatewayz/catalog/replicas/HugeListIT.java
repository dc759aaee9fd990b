package ai.gatewayz.catalog.replicas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are larger than the memory there is, up to their bounds and beyond them. */
class HugeListIT {

  /** An allocation that does not fit ends the process at once, and the test with it. */
  private static final List<String> LITTLE_MEMORY =
      Boolean.getBoolean("gatewayz.native")
          ? List.of("-Xmx112m")
          : List.of("-Xmx112m", "-XX:+ExitOnOutOfMemoryError");

  private static final int MOST_OFFERS = 20_000;

  private final CatalogStack stack = new CatalogStack();
  private Map<String, String> settings;

  @TempDir Path data;

  @BeforeEach
  void start() {
    settings = new HashMap<>(stack.start());
    settings.put("gatewayz.catalog.sync.enabled", "false");
    settings.put("gatewayz.catalog.listing.max-offers", Integer.toString(MOST_OFFERS));
    // How much a list may grow at once is another test's.
    settings.put("gatewayz.catalog.guard.added-share", "1000");
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void isReadInLittleMemory() throws Exception {
    try (Replica replica = Replica.start(data, settings, LITTLE_MEMORY)) {
      int offers = stack.simulator().catalog().ids("featherless").size();
      JsonPath sync = sync(replica, new Fault.ListHuge(125));
      assertEquals("complete", sync.getString("result"), sync.prettify());
      assertEquals(1, sync.getInt("report.lists[0].pages"), sync.prettify());
      assertEquals(offers, sync.getInt("report.counts.added"), sync.prettify());

      sync = sync(replica, new Fault.ListHuge(150));
      assertEquals("partial", sync.getString("result"), sync.prettify());
      assertEquals(
          "models: a page is larger than 134217728 bytes",
          sync.getString("reason"),
          sync.prettify());
      assertEquals(0, sync.getInt("report.counts.withdrawn"), sync.prettify());

      more(MOST_OFFERS - offers + 5_000);
      sync = sync(replica, new Fault.ListHuge(100));
      assertEquals("partial", sync.getString("result"), sync.prettify());
      assertEquals(
          "models: the list has more than 20000 offers", sync.getString("reason"), sync.prettify());
      assertEquals(MOST_OFFERS, sync.getInt("report.counts.listed"), sync.prettify());
      assertEquals(0, sync.getInt("report.counts.withdrawn"), sync.prettify());

      Catalog.awaitPublished(stack);
      assertTrue(replica.isAlive());
      assertEquals(MOST_OFFERS, Database.number(stack, "select count(*) from offers"));
      assertEquals(MOST_OFFERS, Sent.distinctOffers(stack).size());
    }
  }

  private JsonPath sync(Replica replica, Fault fault) {
    stack.simulator().faults().set("featherless", "*", fault);
    return replica.synced("featherless");
  }

  private void more(int entries) {
    String id = stack.simulator().catalog().ids("featherless").getFirst();
    ObjectNode entry = stack.simulator().catalog().entry(ListName.FEATHERLESS, id).orElseThrow();
    for (int i = 0; i < entries; i++) {
      stack
          .simulator()
          .catalog()
          .put(ListName.FEATHERLESS, entry.deepCopy().put("id", "many/More-" + i));
    }
  }
}
