package ai.gatewayz.catalog.operator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that cannot be believed, one by one, and what an operator makes of them. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class GuardComponentTest {

  CatalogStack stack;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
  }

  @AfterEach
  void wellAgain() {
    stack.simulator().faults().clear();
    for (String provider : List.of("openrouter", "together")) {
      JsonPath sync = Catalog.sync(provider);
      if (sync.getString("result").equals("quarantined")) {
        decide("accept", provider, latest(provider)).statusCode(200);
        sync = Catalog.sync(provider);
      }
      assertEquals("complete", sync.getString("result"), sync.prettify());
      assertEquals(0, Catalog.get("/catalog/quarantine?provider=" + provider).getInt("total"));
      assertEquals(stack.simulator().catalog().ids(provider).size(), Catalog.ids(provider).size());
    }
  }

  @Test
  void halfThePricesTimesAThousandAreHeldAndToldEverywhere() {
    Map<String, Object> before = prices("openrouter");
    stack.simulator().faults().set("openrouter", "*", new Fault.ListPricesTimes(1000));
    JsonPath sync = Catalog.sync("openrouter");
    assertEquals("quarantined", sync.getString("result"));
    int held = sync.getInt("report.counts.held");
    assertTrue(held > 10, sync.prettify());
    // Half of the list or a little more: each of its prices, or all of them together.
    String reason = sync.getString("reason");
    boolean asAWhole = reason.contains("prices in another unit");
    assertTrue(asAWhole || reason.contains("price jumps"), reason);
    assertEquals(before, prices("openrouter"));
    JsonPath quarantine = Catalog.get("/catalog/quarantine?provider=openrouter");
    assertEquals(held, quarantine.getInt("total"));
    assertEquals(asAWhole ? "unit_changed" : "price_jump", quarantine.getString("data[0].reason"));
    assertEquals(sync.getString("id"), quarantine.getString("data[0].sync"));
    assertEquals(
        held, Catalog.get("/catalog/providers").getInt("data.find { it.id == 'openrouter' }.held"));
    awaitGauge("gatewayz_catalog_held_changes{provider=\"openrouter\"} " + (double) held);
    Catalog.awaitPublished(stack);
    SyncEvent event =
        TopicReader.all(stack.bootstrapServers(), Topic.SYNCS).stream()
            .map(record -> EventJson.read(record.value(), SyncEvent.class))
            .filter(told -> told.syncId().equals(sync.getString("id")))
            .filter(told -> told.result() != SyncEvent.Result.STARTED)
            .findFirst()
            .orElseThrow();
    assertEquals(SyncEvent.Result.QUARANTINED, event.result());
    assertEquals(held, event.counts().held());
  }

  @Test
  void anAcceptedChangeIsPublished() {
    Map<String, Object> before = prices("openrouter");
    stack.simulator().faults().set("openrouter", "*", new Fault.ListPricesTimes(1000));
    JsonPath sync = Catalog.sync("openrouter");
    int held = sync.getInt("report.counts.held");
    decide("accept", "openrouter", "another-sync").statusCode(409);
    decide("accept", "openrouter", sync.getString("id"))
        .statusCode(200)
        .body("changes", equalTo(held));
    Map<String, Object> now = prices("openrouter");
    long moved = before.keySet().stream().filter(id -> !before.get(id).equals(now.get(id))).count();
    assertEquals(held, moved);
    JsonPath again = Catalog.sync("openrouter");
    assertEquals("complete", again.getString("result"));
    assertEquals(0, again.getInt("report.counts.changed"));
    decide("accept", "openrouter", sync.getString("id")).statusCode(404);
  }

  @Test
  void aListCutInHalfWithStatus200WithdrawsNothingAndARejectionIsRemembered() {
    int all = Catalog.ids("together").size();
    stack.simulator().faults().set("together", "*", new Fault.ListTruncated());
    JsonPath sync = Catalog.sync("together");
    assertEquals("quarantined", sync.getString("result"));
    assertEquals(all, Catalog.ids("together").size());
    int held = sync.getInt("report.counts.held");
    assertEquals(all - all / 2, held);
    decide("reject", "together", sync.getString("id")).statusCode(200);
    JsonPath again = Catalog.sync("together");
    assertEquals("complete", again.getString("result"), again.prettify());
    assertEquals(held, again.getInt("report.counts.held"));
    assertEquals(all, Catalog.ids("together").size());
    JsonPath quarantine = Catalog.get("/catalog/quarantine?provider=together&limit=1");
    assertEquals("tests", quarantine.getString("data[0].rejectedBy"));
  }

  @Test
  void aListThatGrowsManifoldAddsNothingAndTheNextGoodOneIsBelieved() {
    List<String> before = Catalog.ids("together");
    stack.simulator().faults().set("together", "*", new Fault.ListGrown(before.size() + 101));
    JsonPath sync = Catalog.sync("together");
    assertEquals("quarantined", sync.getString("result"), sync.prettify());
    assertEquals(before.size() + 101, sync.getInt("report.counts.held"));
    assertTrue(sync.getString("reason").contains("additions (too many at once)"));
    assertEquals(before, Catalog.ids("together"));
    JsonPath quarantine = Catalog.get("/catalog/quarantine?provider=together&limit=1");
    assertEquals("too_many_added", quarantine.getString("data[0].reason"));
    stack.simulator().faults().clear();
    JsonPath good = Catalog.sync("together");
    assertEquals("complete", good.getString("result"), good.prettify());
    assertEquals(0, good.getInt("report.counts.held"));
    assertEquals(0, Catalog.get("/catalog/quarantine?provider=together").getInt("total"));
    assertEquals(before, Catalog.ids("together"));
  }

  @Test
  void aRenamedPriceFieldIsDriftAndTakesNoPriceAway() {
    Map<String, Object> before = prices("openrouter");
    stack
        .simulator()
        .faults()
        .set("openrouter", "*", new Fault.ListFieldRenamed("pricing", "fees"));
    JsonPath sync = Catalog.sync("openrouter");
    assertEquals("quarantined", sync.getString("result"));
    assertTrue(sync.getString("reason").contains("lost prices"), sync.getString("reason"));
    assertEquals(before, prices("openrouter"));
    assertEquals(
        List.of("appeared", "vanished"), sync.getList("report.drift.kind"), sync.prettify());
    assertEquals(List.of("fees", "pricing"), sync.getList("report.drift.field"));
    // Not believed, so the form before is still what the next list is held against.
    assertEquals(2, Catalog.sync("openrouter").getList("report.drift").size());
    assertFalse(
        metrics()
            .contains(
                "gatewayz_catalog_drift_total{kind=\"vanished\",provider=\"openrouter\"} 0.0"));
  }

  @Test
  void aRenamedIdIsDriftAndWithdrawsNothing() {
    int all = Catalog.ids("together").size();
    stack.simulator().faults().set("together", "*", new Fault.ListFieldRenamed("id", "key"));
    JsonPath sync = Catalog.sync("together");
    assertEquals("failed", sync.getString("result"));
    assertEquals(List.of("id", "key"), sync.getList("report.drift.field"));
    assertEquals(all, Catalog.ids("together").size());
  }

  @Test
  void anEmptyListIsNeverTheTruth() {
    int all = Catalog.ids("together").size();
    stack.simulator().faults().set("together", "*", new Fault.ListEmpty());
    JsonPath sync = Catalog.sync("together");
    assertEquals("failed", sync.getString("result"));
    assertEquals("the list is empty", sync.getString("reason"));
    assertEquals(all, Catalog.ids("together").size());
  }

  @Test
  void onlyAnOperatorDecides() {
    given()
        .contentType("application/json")
        .body("{\"sync\":\"x\",\"author\":\"a\",\"reason\":\"r\"}")
        .post("/catalog/admin/quarantine/together/accept")
        .then()
        .statusCode(401);
    Catalog.operator()
        .body("{\"sync\":\"x\",\"author\":\"\",\"reason\":\"r\"}")
        .post("/catalog/admin/quarantine/together/accept")
        .then()
        .statusCode(400)
        .body("error.message", containsString("author"));
    assertNull(Catalog.get("/catalog/quarantine?provider=together").getString("data[0]"));
  }

  private void awaitGauge(String line) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertTrue(metrics().contains(line), line));
  }

  private String metrics() {
    return given().baseUri("http://localhost:" + managementPort).get("/q/metrics").asString();
  }

  private static ValidatableResponse decide(String verdict, String provider, String sync) {
    return Catalog.operator()
        .body(Map.of("sync", sync, "author", "tests", "reason", "seen"))
        .post("/catalog/admin/quarantine/" + provider + "/" + verdict)
        .then();
  }

  private static String latest(String provider) {
    return Catalog.get("/catalog/quarantine?limit=1&provider=" + provider)
        .getString("data[0].sync");
  }

  private static Map<String, Object> prices(String provider) {
    JsonPath page = Catalog.get("/catalog/offers?limit=1000&provider=" + provider);
    return page.getMap("data.collectEntries { [it.id, it.price.toString()] }");
  }
}
