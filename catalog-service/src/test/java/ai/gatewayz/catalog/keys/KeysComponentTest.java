package ai.gatewayz.catalog.keys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.TopicReader;
import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does to a key is a row, an act and an event; its text is in one answer. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class KeysComponentTest {

  private static final String PATH = "/catalog/admin/keys";
  private static final Map<String, String> BY = Map.of("author", "ada", "reason", "why");

  CatalogStack stack;

  @BeforeEach
  void ready() {
    Catalog.awaitFirstSyncs();
  }

  private static Map<String, Object> wanted(Map<String, Object> terms) {
    Map<String, Object> body = new HashMap<>(BY);
    body.put("terms", terms);
    return body;
  }

  private static Response post(String path, Object body) {
    return Catalog.operator().body(body).post(PATH + path);
  }

  private static JsonPath create(Map<String, Object> terms) {
    return post("", wanted(terms)).then().statusCode(201).extract().jsonPath();
  }

  private Map<String, byte[]> topic() {
    Catalog.awaitPublished(stack);
    return TopicReader.state(stack.bootstrapServers(), Topic.KEYS);
  }

  private CallerKey published(String id) {
    return EventJson.read(topic().get(id), CallerKey.class);
  }

  @Test
  void aKeyIsToldOnceAndGoesToGatewaysAsItsDigest() {
    JsonPath made =
        create(
            Map.of(
                "name",
                "search",
                "tags",
                List.of("prod"),
                "models",
                Map.of("allowed", List.of("meta-llama/*")),
                "networks",
                List.of("10.0.0.0/8"),
                "mostAtOnce",
                4));
    String id = made.getString("id");
    String text = made.getString("key");
    assertFalse(KeyText.damaged(text));
    CallerKey event = published(id);
    assertEquals(List.of(new CallerKey.Digest(KeyText.sha256(text), null)), event.digests());
    assertEquals("search", event.name());
    assertEquals(Set.of("prod"), event.tags());
    assertEquals(new Patterns(List.of("meta-llama/*"), null), event.models());
    assertEquals(Patterns.ANY, event.providers());
    assertEquals(List.of("10.0.0.0/8"), event.networks());
    assertEquals(4, event.mostAtOnce());
    String shown =
        Catalog.operator().get(PATH + "/" + id).then().statusCode(200).extract().asString();
    String listed = Catalog.operator().get(PATH).then().statusCode(200).extract().asString();
    for (String answer : List.of(shown, listed)) {
      assertTrue(answer.contains(id));
      assertFalse(answer.contains(text));
      assertFalse(answer.contains(KeyText.sha256(text)));
    }
    assertFalse(new String(topic().get(id), StandardCharsets.UTF_8).contains(text));
    JsonPath acts = JsonPath.from(shown);
    assertEquals(List.of("created"), acts.getList("acts.act"));
    assertEquals("ada", acts.getString("acts[0].author"));
    assertEquals("why", acts.getString("acts[0].reason"));
  }

  @Test
  void aKeyIsRotatedChangedDisabledEnabledAndDeleted() {
    JsonPath made = create(Map.of("name", "batch"));
    String id = made.getString("id");
    JsonPath rotated = post("/" + id + "/rotate", BY).then().statusCode(200).extract().jsonPath();
    assertNotEquals(made.getString("key"), rotated.getString("key"));
    CallerKey event = published(id);
    assertEquals(
        List.of(KeyText.sha256(rotated.getString("key")), KeyText.sha256(made.getString("key"))),
        event.digests().stream().map(CallerKey.Digest::sha256).toList());
    assertNull(event.digests().getFirst().until());
    assertTrue(event.digests().getLast().until().isAfter(event.updated()));

    Catalog.operator()
        .body(wanted(Map.of("name", "renamed", "protocols", List.of("chat"))))
        .put(PATH + "/" + id)
        .then()
        .statusCode(200);
    assertEquals("renamed", published(id).name());
    assertEquals(Set.of("chat"), published(id).protocols());
    post("/" + id + "/disable", BY).then().statusCode(200);
    assertTrue(published(id).disabled());
    post("/" + id + "/enable", BY).then().statusCode(200);
    assertFalse(published(id).disabled());
    long version = published(id).version();
    post("/republish", BY).then().statusCode(200);
    assertTrue(published(id).version() > version);
    assertEquals(
        List.of("republished", "enabled", "disabled", "changed", "rotated", "created"),
        Catalog.operator().get(PATH + "/" + id).jsonPath().getList("acts.act"));
    Catalog.operator().queryParams(BY).delete(PATH + "/" + id).then().statusCode(204);
    assertFalse(topic().containsKey(id));
    Catalog.operator().get(PATH + "/" + id).then().statusCode(404);
  }

  @Test
  void aRotationWithoutOverlapEndsTheTextBeforeAtOnce() {
    String id = create(Map.of("name", "leaked")).getString("id");
    Map<String, Object> body = new HashMap<>(BY);
    body.put("overlapSeconds", 0);
    String text = post("/" + id + "/rotate", body).jsonPath().getString("key");
    assertEquals(
        List.of(new CallerKey.Digest(KeyText.sha256(text), null)), published(id).digests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\" \"}",
        "{\"name\":\"x\",\"networks\":[\"example.com\"]}",
        "{\"name\":\"x\",\"protocols\":[\"telnet\"]}",
        "{\"name\":\"x\",\"models\":{\"allowed\":[\"a b\"]}}",
        "{\"name\":\"x\",\"mostAtOnce\":0}",
        "{\"name\":\"x\",\"expires\":\"2001-01-01T00:00:00Z\"}",
        "{\"name\":\"x\",\"expires\":\"9999-01-01T00:00:00Z\"}",
        "{\"name\":\"x\\u0000\"}",
        "{\"name\":\"x\\ud800\"}",
        "{\"name\":\"x\",\"tags\":[null]}",
        "{\"name\":\"x\",\"networks\":7}",
        "{\"name\":\"x\",\"networks\":[\"10.0.0.0/8\"],\"networks\":[]}"
      })
  void termsThatCannotHoldAreRefusedAndPublishNothing(String terms) {
    long before = Catalog.operator().get(PATH).jsonPath().getLong("total");
    Catalog.operator()
        .body("{\"author\":\"ada\",\"reason\":\"why\",\"terms\":" + terms + "}")
        .post(PATH)
        .then()
        .statusCode(400);
    assertEquals(before, Catalog.operator().get(PATH).jsonPath().getLong("total"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'terms':{'name':'x','modles':{'forbidden':['a/*']}},'author':'ada','reason':'why'} |"
            + " terms.modles",
        "{'terms':{'name':'x','models':{'forbiden':['a/*']}},'author':'ada','reason':'why'} |"
            + " terms.models.forbiden",
        "{'terms':{'name':'x','Networks':['10.0.0.0/8']},'author':'ada','reason':'why'} |"
            + " terms.Networks",
        "{'terms':{'name':'x','most_at_once':4},'author':'ada','reason':'why'} |"
            + " terms.most_at_once",
        "{'terms':{'name':'x'},'author':'ada','reason':'why','expires':'2030-01-01T00:00:00Z'} |"
            + " expires"
      })
  void aMisspeltConditionIsRefusedByItsName(String body, String field) {
    String id = create(Map.of("name", "before")).getString("id");
    long before = Catalog.operator().get(PATH).jsonPath().getLong("total");
    String json = body.replace('\'', '"');
    String refused =
        Catalog.operator()
            .body(json)
            .post(PATH)
            .then()
            .statusCode(400)
            .body("error.message", startsWith(field + ": is no field; there are "))
            .extract()
            .asString();
    assertTrue(
        refused.contains("author")
            || refused.contains("networks")
            || refused.contains("forbidden"));
    Catalog.operator().body(json).put(PATH + "/" + id).then().statusCode(400);
    assertEquals(before, Catalog.operator().get(PATH).jsonPath().getLong("total"));
    assertEquals("before", published(id).name());
  }

  @Test
  void aMisspeltOverlapDoesNotLeaveALeakedTextInForce() {
    String id = create(Map.of("name", "leaked")).getString("id");
    Map<String, Object> body = new HashMap<>(BY);
    body.put("overlapSecond", 0);
    post("/" + id + "/rotate", body)
        .then()
        .statusCode(400)
        .body("error.message", startsWith("overlapSecond: is no field"));
    assertEquals(1, published(id).digests().size());
  }

  @Test
  void aKeyIsNotEndedByAnExpiryInThePast() {
    Instant end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    String soon = end.toString();
    String id = create(Map.of("name", "x", "expires", soon)).getString("id");
    Catalog.operator()
        .body(wanted(Map.of("name", "x", "expires", "2001-01-01T00:00:00Z")))
        .put(PATH + "/" + id)
        .then()
        .statusCode(400)
        .body(
            "error.message",
            equalTo("expires: must be in the future; to end a key now, disable it"));
    assertEquals(end, published(id).expires());
    // Who renames a key that has ended does not have to let it live again.
    await().until(() -> Instant.now().isAfter(end));
    Catalog.operator()
        .body(wanted(Map.of("name", "renamed", "expires", soon)))
        .put(PATH + "/" + id)
        .then()
        .statusCode(200);
    assertEquals("renamed", published(id).name());
  }

  @Test
  void everyKeyIsPublishedOnceMoreHoweverManyThereAre() {
    for (int i = 0; i < 120; i++) {
      create(Map.of("name", "one of many"));
    }
    Map<String, byte[]> before = topic();
    long keys = post("/republish", BY).then().statusCode(200).extract().jsonPath().getLong("keys");
    Map<String, byte[]> after = topic();
    assertEquals(before.keySet(), after.keySet());
    assertEquals(before.size(), keys);
    before.forEach(
        (id, json) ->
            assertTrue(
                EventJson.read(after.get(id), CallerKey.class).version()
                    > EventJson.read(json, CallerKey.class).version(),
                id));
  }

  @Test
  void onlyAnOperatorMayAndOnlyWithAnAuthor() {
    given().get(PATH).then().statusCode(401);
    given()
        .contentType("application/json")
        .body(wanted(Map.of("name", "x")))
        .post(PATH)
        .then()
        .statusCode(401);
    post("", Map.of("terms", Map.of("name", "x"), "reason", "why")).then().statusCode(400);
    post("/key_0000000000000000/disable", BY).then().statusCode(404);
    post("/no%20key/disable", BY).then().statusCode(400);
  }
}
