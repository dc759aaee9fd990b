package ai.gatewayz.catalog.operator;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that an operator gives goes to where offers go, at once, and stays over syncs. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class AliasBookComponentTest {

  private static final String PROVIDER = "together";
  private static final String PATH = "/catalog/admin/aliases";

  CatalogStack stack;
  private String id;
  private String other;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    List<String> ids = stack.simulator().catalog().chatIds(PROVIDER);
    id = ids.getFirst();
    other = ids.get(1);
  }

  @AfterEach
  void asItWas() {
    for (String name : List.of("team/fast", "claude-*")) {
      Catalog.operator().queryParam("name", name).queryParam("author", "t").delete(PATH);
    }
  }

  @Test
  void aNameIsCarriedByTheOffersThatItMeansUntilItIsTaken() throws Exception {
    JsonPath told =
        put("team/fast", Map.of("models", List.of(PROVIDER + "/" + id, "no/where")), 200);
    assertEquals(List.of("no/where"), told.getList("unknown"));
    assertEquals("in_order", told.getString("policy"));
    ModelAlias first = published(id).names().getFirst();
    assertEquals("team/fast", first.name());
    assertEquals(List.of(PROVIDER + "/" + id, "no/where"), first.models());
    assertEquals(List.of(), published(other).names());
    assertEquals("complete", Catalog.sync(PROVIDER).getString("result"));
    assertEquals(List.of(first), published(id).names());
    put("TEAM/fast", Map.of("models", List.of(other), "policy", "cheapest"), 200);
    assertEquals(List.of(), published(id).names());
    ModelAlias second = published(other).names().getFirst();
    assertEquals(ModelAlias.Policy.CHEAPEST, second.policy());
    assertEquals(true, second.version() > first.version());
    JsonPath list = Catalog.operator().get(PATH).then().statusCode(200).extract().jsonPath();
    assertEquals(List.of("TEAM/fast"), list.getList("data.name"));
    assertEquals("why", list.getString("data[0].reason"));
    assertEquals(204, end("team/fast"));
    assertEquals(List.of(), published(other).names());
    assertEquals(404, end("team/fast"));
  }

  @Test
  void whatAnOlderVersionWritesWithoutTheNamesIsPutRightByTheNextSync() throws Exception {
    put("claude-*", Map.of("models", List.of(id)), 200);
    Database.execute(
        stack,
        "update offers set body = regexp_replace(body, '\"names\":.*,\"version\":', '\"version\":')"
            + " where provider = '"
            + PROVIDER
            + "'");
    assertEquals(List.of(), published(id).names());
    Catalog.sync(PROVIDER);
    assertEquals("claude-*", published(id).names().getFirst().name());
  }

  @Test
  void whatIsNoNameIsRefused() {
    put("a b", Map.of("models", List.of(id)), 400);
    put("a**", Map.of("models", List.of(id)), 400);
    put("a", Map.of("models", List.of()), 400);
    put("a", Map.of("models", List.of("b/*")), 400);
    put("a", Map.of("models", List.of(id), "policy", "dearest"), 400);
    given().get(PATH).then().statusCode(401);
  }

  private JsonPath put(String name, Map<String, Object> more, int status) {
    Map<String, Object> body = new HashMap<>(Map.of("reason", "why", "author", "tests"));
    body.putAll(more);
    return Catalog.operator()
        .queryParam("name", name)
        .body(body)
        .put(PATH)
        .then()
        .statusCode(status)
        .extract()
        .jsonPath();
  }

  private static int end(String name) {
    return Catalog.operator()
        .queryParam("name", name)
        .queryParam("author", "t")
        .delete(PATH)
        .statusCode();
  }

  /** As the relay publishes it. */
  private Offer published(String of) throws Exception {
    String body =
        Database.texts(
                stack,
                "select f.body from offers f, outbox o where f.provider = '"
                    + PROVIDER
                    + "' and f.id = '"
                    + of
                    + "' and o.provider = f.provider and o.id = f.id and o.version = f.version")
            .getFirst();
    return EventJson.read(body.getBytes(StandardCharsets.UTF_8), Offer.class);
  }
}
