package ai.gatewayz.catalog.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers can ask of the catalog, and how they follow it. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class CatalogApiComponentTest {

  CatalogStack stack;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  @TestHTTPResource("/catalog/changes/stream")
  URI stream;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offers?limit=many",
        "offers?limit=1001",
        "offers?limit=-1",
        "offers?offset=1000001",
        "offers?max_price=cheap",
        "offers?max_price=-1",
        "offers?min_context=0",
        "offers?capability=flying",
        "offers?input=smell",
        "offers?price=low",
        "offers?availability=perhaps",
        "offers?sort=colour",
        "changes",
        "changes?after=-1",
        "changes?after=x",
        "changes?since=yesterday",
        "changes?after=1&limit=0",
        "changes/stream?after=x",
        "syncs?limit=0",
        "quarantine?limit=5000"
      })
  void whatCannotBeAskedIsABadRequestThatSaysWhy(String path) {
    given()
        .get("/catalog/" + path)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("bad_request"))
        .body("error.message", containsString("a"));
  }

  @Test
  void aRefusalNamesTheParameterAsTheCallerKnowsIt() {
    given()
        .get("/catalog/offers?max_price=-1&min_context=0&limit=1001")
        .then()
        .statusCode(400)
        .body("error.message", startsWith("limit: "))
        .body("error.message", containsString("; max_price: "))
        .body("error.message", containsString("; min_context: "));
    given()
        .header("Last-Event-ID", "x")
        .get("/catalog/changes/stream")
        .then()
        .statusCode(400)
        .body("error.message", startsWith("Last-Event-ID: "));
  }

  @Test
  void aLongSearchIsRefused() {
    given().get("/catalog/offers?q=" + "x".repeat(201)).then().statusCode(400);
  }

  @Test
  void offersAreFilteredSortedAndPagedWithTotals() {
    List<String> all = Catalog.ids("openrouter");
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < all.size(); offset += 37) {
      JsonPath page =
          Catalog.get(
              "/catalog/offers?provider=openrouter&sort=-context&limit=37&offset=" + offset);
      assertEquals(all.size(), page.getInt("total"));
      paged.addAll(page.getList("data.id"));
    }
    assertEquals(all.size(), paged.stream().distinct().count());
    JsonPath tools =
        Catalog.get("/catalog/offers?capability=chat,tools&min_context=8000&limit=1000");
    assertTrue(tools.getInt("total") > 0);
    assertTrue(
        tools.getList("data.capabilities", Map.class).stream()
            .allMatch(can -> can.containsKey("chat") && can.containsKey("tools")));
    assertTrue(
        tools.getList("data.contextTokens", Integer.class).stream().allMatch(c -> c >= 8000));
    String name = all.getFirst().substring(all.getFirst().indexOf('/') + 1);
    JsonPath found = Catalog.get("/catalog/offers?q=" + name.toUpperCase(Locale.ROOT));
    assertTrue(found.getList("data.id", String.class).contains(all.getFirst()), found.prettify());
    assertEquals(0, Catalog.get("/catalog/offers?q=%25_%25").getInt("total"));
  }

  @Test
  void verdictsArePassedOnFilteredByAndForgotten() throws Exception {
    String id = stack.simulator().catalog().chatIds("together").get(1);
    JsonPath offer = Catalog.get("/catalog/offers/together/" + id);
    assertNull(offer.getString("availability"));
    String tag = given().get("/catalog/offers/together/" + id).header("ETag");
    tell(id, offer.getString("model"), Availability.State.DEGRADED, 2);
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                "degraded"
                    .equals(
                        Catalog.get("/catalog/offers/together/" + id)
                            .getString("availability.state")));
    Response now = given().header("If-None-Match", tag).get("/catalog/offers/together/" + id);
    assertEquals(200, now.statusCode());
    assertNotEquals(tag, now.header("ETag"));
    assertEquals(
        304,
        given()
            .header("If-None-Match", now.header("ETag"))
            .get("/catalog/offers/together/" + id)
            .statusCode());
    assertEquals(
        List.of(id), Catalog.get("/catalog/offers?availability=degraded").getList("data.id"));
    assertFalse(
        Catalog.get("/catalog/offers?provider=together&availability=unknown&limit=1000")
            .getList("data.id")
            .contains(id));
    JsonPath model = Catalog.get("/catalog/models/" + offer.getString("model"));
    assertEquals(
        "degraded", model.getString("offers.find { it.id == '" + id + "' }.availability.state"));
    // An older verdict changes nothing, a tombstone forgets.
    tell(id, offer.getString("model"), Availability.State.AVAILABLE, 1);
    tell(id, null, null, 0);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Catalog.get("/catalog/offers?availability=degraded").getInt("total") == 0);
    assertNull(Catalog.get("/catalog/offers/together/" + id).getString("availability"));
  }

  /** By whom each is verified: a probe, callers, or no more than its provider's own list. */
  @Test
  void listsSayWhatAVerdictStandsOn() throws Exception {
    List<String> ids = stack.simulator().catalog().chatIds("together").subList(2, 6);
    List<String> evidence = new ArrayList<>(List.of("probe", "traffic", "listing"));
    for (int i = 0; i < evidence.size(); i++) {
      Availability.Source source =
          Availability.Source.valueOf(evidence.get(i).toUpperCase(Locale.ROOT));
      tell(ids.get(i), verdict(ids.get(i), "a/b", Availability.State.COLD, source, 2));
    }
    // Of a version that did not tell yet.
    tell(ids.get(3), verdict(ids.get(3), "a/b", Availability.State.COLD, null, 2));
    evidence.add(null);
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> Catalog.get("/catalog/offers?availability=cold").getInt("total") == 4);
    JsonPath listed = Catalog.get("/catalog/offers?provider=together&limit=1000");
    for (int i = 0; i < ids.size(); i++) {
      String offer = "data.find { it.id == '" + ids.get(i) + "' }.availability.";
      assertEquals("cold", listed.getString(offer + "state"));
      assertEquals(evidence.get(i), listed.getString(offer + "evidence"));
      tell(ids.get(i), null);
    }
  }

  @Test
  void changesAreToldSinceAPoint() throws Exception {
    long point = Catalog.get("/catalog/changes?since=" + Instant.now()).getLong("latest");
    rename("together", "Renamed once");
    JsonPath page = Catalog.get("/catalog/changes?after=" + point);
    assertEquals(1, page.getList("data").size(), page.prettify());
    assertEquals("changed", page.getString("data[0].kind"));
    assertEquals("name", page.getString("data[0].fields[0].name"));
    assertEquals("Renamed once", page.getString("data[0].fields[0].to"));
    assertTrue(page.getLong("next") > point);
    assertEquals(
        List.of(), Catalog.get("/catalog/changes?after=" + page.getLong("next")).getList("data"));
    assertEquals(
        List.of(), Catalog.get("/catalog/changes?provider=portkey&after=" + point).getList("data"));
    JsonPath first = Catalog.get("/catalog/changes?after=0&limit=2");
    assertEquals(2, first.getList("data").size());
    assertEquals(
        2,
        Catalog.get("/catalog/changes?limit=2&after=" + first.getLong("next"))
            .getList("data")
            .size());
    long oldest = Database.number(stack, "select min(seq) from outbox");
    Database.execute(stack, "delete from outbox where seq < " + (oldest + 5));
    given().get("/catalog/changes?after=" + (oldest + 1)).then().statusCode(410);
  }

  @Test
  @Timeout(90)
  void aStreamTellsChangesAsTheyHappenKeepsAliveAndResumes() throws Exception {
    long point;
    try (Follower follower = follow(null)) {
      follower.until(": following");
      rename("together", "Renamed for followers");
      String data = follower.until("data: ");
      assertTrue(data.contains("Renamed for followers"), data);
      point = Long.parseLong(follower.lastId);
      // Nothing happens, and the line is not silent.
      follower.until(": keep-alive");
    }
    rename("together", "Renamed meanwhile");
    rename("together", "Renamed again");
    try (Follower follower = follow(Long.toString(point))) {
      assertTrue(follower.until("data: ").contains("Renamed meanwhile"));
      assertTrue(follower.until("data: ").contains("Renamed again"));
    }
  }

  @Test
  void theApiDescribesItself() {
    String document =
        given()
            .baseUri("http://localhost:" + managementPort)
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    for (String path :
        List.of(
            "/catalog/offers:",
            "/catalog/models/{id",
            "/catalog/changes:",
            "/catalog/changes/stream:",
            "/catalog/syncs:",
            "/catalog/quarantine:",
            "/catalog/providers:",
            "/catalog/admin/rules:")) {
      assertTrue(document.contains(path), path);
    }
  }

  private void rename(String provider, String name) {
    String id = stack.simulator().catalog().chatIds(provider).get(2);
    ObjectNode entry =
        stack.simulator().catalog().entry(ListName.TOGETHER, id).orElseThrow().deepCopy();
    stack.simulator().catalog().put(ListName.TOGETHER, entry.put("display_name", name));
    assertEquals(1, Catalog.sync(provider).getInt("report.counts.changed"));
  }

  private void tell(String id, String model, Availability.State state, long version)
      throws Exception {
    tell(id, state == null ? null : verdict(id, model, state, null, version));
  }

  private static Availability verdict(
      String id,
      String model,
      Availability.State state,
      Availability.Source evidence,
      long version) {
    return new Availability(
        "together",
        id,
        model,
        state,
        "slow",
        evidence == null ? Availability.Source.PROBE : evidence,
        Instant.now(),
        null,
        null,
        null,
        null,
        null,
        evidence,
        version);
  }

  private void tell(String id, Availability verdict) throws Exception {
    byte[] json = verdict == null ? null : EventJson.write(verdict);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topic.AVAILABILITY.topicName(), "together:" + id, json))
          .get();
    }
  }

  private Follower follow(String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(stream).timeout(Duration.ofSeconds(20));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    assertTrue(
        answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/event-stream"));
    return new Follower(client, answer.body());
  }

  private static final class Follower implements AutoCloseable {
    private final HttpClient client;
    private final InputStream body;
    private final BufferedReader lines;
    private String lastId;

    Follower(HttpClient client, InputStream body) {
      this.client = client;
      this.body = body;
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next line that begins so. */
    String until(String beginning) throws IOException {
      String wanted = beginning.replace(" ", "");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          lastId = line.substring(3).strip();
        }
        if (line.replace(" ", "").startsWith(wanted)) {
          return line;
        }
      }
      throw new AssertionError("the stream ended");
    }

    @Override
    public void close() throws IOException {
      body.close();
      client.shutdownNow();
    }
  }
}
