package ai.gatewayz.catalog.operator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's word counts at once, survives syncs, and ends when it should. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class RuleBookComponentTest {

  private static final String PROVIDER = "together";

  CatalogStack stack;
  private final List<String> made = new ArrayList<>();
  private ObjectNode entry;
  private String id;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    id = stack.simulator().catalog().chatIds(PROVIDER).getFirst();
    entry = stack.simulator().catalog().entry(ListName.TOGETHER, id).orElseThrow();
  }

  @AfterEach
  void asItWas() {
    made.forEach(rule -> Catalog.operator().delete("/catalog/admin/rules/" + rule + "?author=t"));
    stack.simulator().catalog().put(ListName.TOGETHER, entry);
    Catalog.sync(PROVIDER);
    assertEquals(200, status(id));
  }

  @Test
  void aBlockedOfferIsGoneAtOnceStaysGoneAndComesBackWhenTheBlockEnds() {
    String rule = add("block", id, Map.of("evidence", "https://example.org/1"));
    assertEquals(404, status(id));
    assertNull(published());
    relist("display_name", "Another name");
    assertEquals("complete", Catalog.sync(PROVIDER).getString("result"));
    assertEquals(404, status(id));
    assertNull(published());
    JsonPath rules = Catalog.operator().get("/catalog/admin/rules").jsonPath();
    Map<String, Object> told = rules.getMap("data.find { it.id == '" + rule + "' }");
    assertEquals("why", told.get("reason"));
    assertEquals("https://example.org/1", told.get("evidence"));
    assertEquals("tests", told.get("author"));
    assertEquals(1, told.get("offers"));
    end(rule);
    assertEquals(200, status(id));
    assertEquals("Another name", published().name());
    JsonPath ended = Catalog.operator().get("/catalog/admin/rules?all=true").jsonPath();
    assertEquals("t", ended.getString("data.find { it.id == '" + rule + "' }.endedBy"));
  }

  @Test
  void aBlockRunsOutByItself() {
    add("block", id, Map.of("expires", Instant.now().plusSeconds(3).toString()));
    assertEquals(404, status(id));
    await().atMost(Duration.ofSeconds(20)).until(() -> status(id) == 200);
    assertEquals(id, published().id());
  }

  @Test
  void aFilterHidesWhatItFitsAlsoWhatIsListedLater() {
    add("filter", "*UNWANTED*", Map.of());
    ObjectNode later = entry.deepCopy().put("id", "acme/unwanted-7b");
    stack.simulator().catalog().put(ListName.TOGETHER, later);
    try {
      assertEquals("complete", Catalog.sync(PROVIDER).getString("result"));
      assertEquals(404, status("acme/unwanted-7b"));
      assertEquals(200, status(id));
      end(made.getFirst());
      assertEquals(200, status("acme/unwanted-7b"));
    } finally {
      stack.simulator().catalog().remove(ListName.TOGETHER, "acme/unwanted-7b");
    }
  }

  @Test
  void aPinSurvivesWhatTheProviderSaysAndThatReturnsWithItsEnd() {
    Map<String, Object> facts =
        Map.of(
            "price", Map.of("kind", "per_token", "input", 3.25, "output", 4.5),
            "capabilities", Map.of("tools", true),
            "probe", false);
    String rule = add("pin", id, Map.of("pin", facts));
    assertPinned();
    relist("context_length", 12_345);
    assertEquals(1, Catalog.sync(PROVIDER).getInt("report.counts.changed"));
    assertPinned();
    assertEquals(12_345, published().contextTokens());
    Catalog.operator()
        .body(rule("pin", id, Map.of("pin", facts)))
        .post("/catalog/admin/rules")
        .then()
        .statusCode(409);
    end(rule);
    Offer offer = published();
    assertNull(offer.probe());
    assertEquals(12_345, offer.contextTokens());
    assertFalse(offer.price().toString().contains("3.25"), offer.price().toString());
    assertEquals(0, Catalog.sync(PROVIDER).getInt("report.counts.changed"));
  }

  @Test
  void aKeptOfferIsNotWithdrawnUntilThePinEnds() {
    String rule = add("pin", id, Map.of("pin", Map.of("keep", true)));
    stack.simulator().catalog().remove(ListName.TOGETHER, id);
    assertEquals(0, Catalog.sync(PROVIDER).getInt("report.counts.withdrawn"));
    assertEquals(200, status(id));
    end(rule);
    assertEquals(1, Catalog.sync(PROVIDER).getInt("report.counts.withdrawn"));
    assertEquals(404, status(id));
  }

  @Test
  void rulesThatTheDatabaseHasLostAreTakenBackAsTheyWere() throws Exception {
    String rule = add("block", id, Map.of("evidence", "https://example.org/1"));
    JsonPath before = Catalog.operator().get("/catalog/admin/rules").jsonPath();
    String saved = Catalog.operator().get("/catalog/admin/rules").asString();
    // As a database that was put back: neither the rule nor what it did.
    Database.execute(stack, "delete from rules where id = '" + rule + "'");
    assertEquals("complete", Catalog.sync(PROVIDER).getString("result"));
    assertEquals(200, status(id));
    assertEquals(1, importRules(saved).getInt("added"));
    assertEquals(404, status(id));
    assertNull(published());
    String path = "data.find { it.id == '" + rule + "' }";
    JsonPath after = Catalog.operator().get("/catalog/admin/rules").jsonPath();
    assertEquals(before.getMap(path), after.getMap(path));
    assertEquals(0, importRules(saved).getInt("added"), "twice is once");
    end(rule);
    assertEquals(0, importRules(saved).getInt("added"), "what has ended does not come back");
    assertEquals(200, status(id));
    given()
        .body(saved)
        .contentType("application/json")
        .post("/catalog/admin/rules/import")
        .then()
        .statusCode(401);
  }

  private static JsonPath importRules(String saved) {
    return Catalog.operator()
        .body(saved)
        .post("/catalog/admin/rules/import")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"block\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\"}",
        "{\"kind\":\"block\",\"provider\":\"nobody\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\"}",
        "{\"kind\":\"filter\",\"target\":\"**\",\"reason\":\"r\",\"author\":\"a\"}",
        "{\"kind\":\"filter\",\"target\":\"x*\",\"reason\":\" \",\"author\":\"a\"}",
        "{\"kind\":\"filter\",\"target\":\"x*\",\"reason\":\"r\"}",
        "{\"kind\":\"pin\",\"provider\":\"together\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\"}",
        "{\"kind\":\"pin\",\"provider\":\"together\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\",\"pin\":{}}",
        "{\"kind\":\"pin\",\"provider\":\"together\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\","
            + "\"pin\":{\"price\":{\"kind\":\"per_token\",\"input\":-1,\"output\":1}}}",
        "{\"kind\":\"block\",\"provider\":\"together\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\","
            + "\"expires\":\"2020-01-01T00:00:00Z\"}",
        "{\"kind\":\"ban\",\"target\":\"x\",\"reason\":\"r\",\"author\":\"a\"}",
        "not json"
      })
  void aRuleThatMakesNoSenseIsRefused(String body) {
    Catalog.operator()
        .body(body)
        .post("/catalog/admin/rules")
        .then()
        .statusCode(400)
        .body("error.code", containsString("bad_request"));
  }

  @Test
  void onlyAnOperatorMakesRules() {
    given().get("/catalog/admin/rules").then().statusCode(401);
    given()
        .contentType("application/json")
        .body(rule("block", id, Map.of()))
        .post("/catalog/admin/rules")
        .then()
        .statusCode(401);
    given().delete("/catalog/admin/rules/x?author=a").then().statusCode(401);
    Catalog.operator().delete("/catalog/admin/rules/x?author=a").then().statusCode(404);
  }

  private void assertPinned() {
    Offer offer = published();
    assertEquals(false, offer.probe());
    assertTrue(offer.price().toString().contains("3.25"), offer.price().toString());
    JsonPath told = Catalog.get("/catalog/offers/" + PROVIDER + "/" + id);
    assertEquals("operator", told.getString("capabilities.tools"));
    assertEquals(3.25f, told.getFloat("price.input"));
  }

  private void relist(String field, Object value) {
    ObjectNode changed = entry.deepCopy();
    changed.set(field, EventJson.mapper().valueToTree(value));
    stack.simulator().catalog().put(ListName.TOGETHER, changed);
  }

  /** The offer as a consumer of the topic has it; null where it is gone. */
  private Offer published() {
    Catalog.awaitPublished(stack);
    byte[] json =
        TopicReader.state(stack.bootstrapServers(), Topic.OFFERS).get(PROVIDER + ":" + id);
    return json == null ? null : EventJson.read(json, Offer.class);
  }

  private String add(String kind, String target, Map<String, Object> more) {
    String rule =
        Catalog.operator()
            .body(rule(kind, target, more))
            .post("/catalog/admin/rules")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    made.add(rule);
    return rule;
  }

  private static Map<String, Object> rule(String kind, String target, Map<String, Object> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.putAll(
        Map.of(
            "kind",
            kind,
            "provider",
            PROVIDER,
            "target",
            target,
            "reason",
            "why",
            "author",
            "tests"));
    return rule;
  }

  private void end(String rule) {
    Catalog.operator().delete("/catalog/admin/rules/" + rule + "?author=t").then().statusCode(200);
    made.remove(rule);
  }

  private static int status(String offer) {
    return given().get("/catalog/offers/" + PROVIDER + "/" + offer).statusCode();
  }
}
