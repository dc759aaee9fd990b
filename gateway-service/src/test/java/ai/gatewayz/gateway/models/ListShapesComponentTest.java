package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.record.Seen;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list in the shapes that other services' clients read. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ListShapesComponentTest {

  private static final String MODEL = "shapes/Model-7B";
  private static final Offer ONE = chat("together", MODEL);
  private static final Offer OTHER = chat("fireworks", "accounts/x/shapes", MODEL, 1);
  private static final Offer VECTORS = embeddings("huggingface", "shapes/vectors");
  private static final Offer DEAD = chat("together", "shapes/dead");

  @Inject Snapshots snapshots;
  @Inject OfferRecords records;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void someModels() {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      List.of(ONE, OTHER, VECTORS, DEAD).forEach(topics::offer);
      topics.verdict(verdict(ONE, State.AVAILABLE, 1));
      topics.verdict(verdict(DEAD, State.UNAVAILABLE, 1));
    }
    await()
        .until(
            () ->
                snapshots.current().model(MODEL).map(m -> m.offers().size()).orElse(0) == 2
                    && snapshots.current().offer(VECTORS.key()).isPresent()
                    && snapshots
                        .current()
                        .offer(DEAD.key())
                        .map(view -> view.availability() != null)
                        .orElse(false));
  }

  private static RequestSpecification caller() {
    return given()
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .urlEncodingEnabled(false);
  }

  @Test
  void openRoutersFieldsStandBesideOurs() {
    caller()
        .get("/v1/models?q=shapes")
        .then()
        .statusCode(200)
        .body("data.id", contains(MODEL, "shapes/vectors"))
        .body("total_count", equalTo(2))
        .body("hidden.unavailable", equalTo(1))
        .body("links.next", nullValue())
        .body("data[0].canonical_slug", equalTo(MODEL))
        .body("data[0].architecture.modality", equalTo("text->text"))
        .body("data[0].architecture.input_modalities", contains("text"))
        .body("data[0].pricing.prompt", equalTo("0.0000002"))
        .body("data[0].pricing.completion", equalTo("0.0000006"))
        .body("data[0].top_provider.context_length", equalTo(131_072))
        .body("data[0].top_provider.is_moderated", equalTo(false))
        .body("data[0].supported_parameters", hasItem("tools"))
        .body("data[0].links.details", equalTo("/api/v1/models/" + MODEL + "/endpoints"))
        .body("data[1].architecture.output_modalities", contains("embeddings"))
        .body("data[1].context_length", nullValue());
  }

  @Test
  void theNextPageIsWhereTheListSays() {
    String next = caller().get("/v1/models?q=shapes&limit=1").then().extract().path("links.next");
    assertEquals("shapes/vectors", caller().get(next).then().extract().path("data[0].id"));
  }

  @Test
  void eachOfferIsAnEndpointWithWhatWasSeenOfIt() {
    records.add(
        new Seen(
            OTHER.key(),
            Finding.ANSWERED,
            Duration.ofMillis(120),
            Duration.ofMillis(1_120),
            51,
            true));
    records.add(new Seen(OTHER.key(), Finding.SERVER_ERROR, null, Duration.ofSeconds(1), 0, true));
    for (String path :
        List.of(
            "/v1/models/" + MODEL + "/endpoints",
            "/v1/models/shapes%2FModel-7B/endpoints",
            "/api/v1/models/" + MODEL + "/endpoints")) {
      caller()
          .get(path)
          .then()
          .statusCode(200)
          .body("data.id", equalTo(MODEL))
          .body("data.endpoints.provider_name", contains("fireworks", "together"))
          .body("data.endpoints[0].uptime_last_5m", equalTo(50.0f))
          .body("data.endpoints[0].uptime_last_30m", equalTo(50.0f))
          .body("data.endpoints[0].uptime_last_1d", equalTo(50.0f))
          .body("data.endpoints[0].latency_last_30m.p50", equalTo(120.0f))
          .body("data.endpoints[0].throughput_last_30m.p99", equalTo(50.0f))
          .body("data.endpoints[0].pricing.prompt", equalTo("0.0000002"))
          // Its verdict is of years ago.
          .body("data.endpoints[1].uptime_last_1d", nullValue())
          .body("data.endpoints[1].latency_last_30m", nullValue())
          .body("data.endpoints[1].throughput_last_30m", nullValue())
          .body("data.endpoints[1].status", equalTo(0));
    }
    caller()
        .get("/v1/models/shapes/none/endpoints")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"));
  }

  @Test
  void aSlipIsAnsweredWithWhatWasMeantIfItCanBeCalled() {
    for (String slip : List.of("shapes/Modle-7B", "Model-7B", "shapse/model-7b", "shapes/Model")) {
      caller()
          .get("/v1/models/" + slip)
          .then()
          .statusCode(404)
          .body("error.suggestions[0]", equalTo(MODEL));
    }
    caller()
        .get("/v1/models/shapes/daed")
        .then()
        .statusCode(404)
        .body("error.suggestions", not(hasItem("shapes/dead")));
  }

  @Test
  void countsWhatTheListShows() {
    caller().get("/v1/models/count?q=shapes").then().body("data.count", equalTo(2));
    caller().get("/v1/models/count?q=shapes&view=all").then().body("data.count", equalTo(3));
    caller().get("/v1/models/count?view=odd").then().statusCode(400);
  }

  @Test
  void listsProviders() {
    caller()
        .get("/v1/providers")
        .then()
        .statusCode(200)
        .body("data.slug", hasItem("together"))
        .body("data.find { it.slug == 'together' }.configured", equalTo(true))
        .body("data.find { it.slug == 'together' }.models", greaterThan(1))
        .body("data.find { it.slug == 'together' }.verified", greaterThan(0))
        .body("data[0].privacy_policy_url", nullValue());
  }

  private static RequestSpecification anthropic() {
    return given()
        .urlEncodingEnabled(false)
        .header("x-api-key", GatewayStack.API_KEY)
        .header("anthropic-version", "2023-06-01");
  }

  @Test
  void anthropicsCallersGetAnthropicsShape() {
    anthropic()
        .get("/v1/models?q=shapes&limit=1")
        .then()
        .statusCode(200)
        .body("data[0].type", equalTo("model"))
        .body("data[0].id", equalTo(MODEL))
        .body("data[0].display_name", equalTo("Model-7B"))
        .body("data[0].created_at", equalTo("2026-01-01T12:00:00Z"))
        .body("first_id", equalTo(MODEL))
        .body("last_id", equalTo(MODEL))
        .body("has_more", equalTo(true));
    anthropic()
        .get("/v1/models?q=shapes&limit=5&after_id=" + MODEL)
        .then()
        .body("data.id", contains("shapes/vectors"))
        .body("has_more", equalTo(false));
    anthropic()
        .get("/v1/models?q=shapes&limit=1&before_id=shapes/vectors")
        .then()
        .body("data.id", contains(MODEL))
        .body("has_more", equalTo(false));
    anthropic()
        .get("/v1/models?q=shapes&after_id=zzz")
        .then()
        .body("data.size()", equalTo(0))
        .body("first_id", nullValue());
    anthropic().get("/v1/models/" + MODEL).then().body("type", equalTo("model"));
    given().header("x-api-key", GatewayStack.API_KEY).get("/v1/models").then().statusCode(401);
    given()
        .header("x-api-key", "another")
        .header("anthropic-version", "2023-06-01")
        .get("/v1/models")
        .then()
        .statusCode(401);
    for (String bad : List.of("limit=0", "limit=1001", "after_id=a&before_id=b", "after_id=%00")) {
      anthropic().get("/v1/models?" + bad).then().statusCode(400);
    }
  }

  @Test
  void otherAddressesAnswerAlike() {
    for (String address : List.of("/v1/models", "/models", "/api/v1/models")) {
      caller()
          .get(address + "?q=shapes&view=all")
          .then()
          .statusCode(200)
          .header("Content-Type", startsWith("application/json"))
          .body("data.id", containsInAnyOrder(MODEL, "shapes/vectors", "shapes/dead"));
      given().get(address).then().statusCode(401);
    }
    caller().get("/api/v1/models/" + MODEL).then().body("id", equalTo(MODEL));
    caller()
        .body("{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
        .contentType("application/json")
        .post("/api/v1/route/chat/completions")
        .then()
        .statusCode(200)
        .body("candidates.size()", equalTo(2));
    given().get("/api/v1/providers").then().statusCode(401);
    caller().get("/api/v1/nothing").then().statusCode(404);
    caller().get("/models/" + MODEL).then().header("Content-Type", startsWith("text/html"));
  }

  @Test
  void aLargeListComesInGzipWithATagOfItsOwn() throws Exception {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      for (int i = 0; i < 300; i++) {
        topics.offer(chat("together", "zipped/model-" + i));
      }
    }
    await().until(() -> snapshots.current().model("zipped/model-299").isPresent());
    HttpResponse<byte[]> plain = get("identity", null);
    HttpResponse<byte[]> zipped = get("gzip", null);
    assertEquals("gzip", zipped.headers().firstValue("content-encoding").orElse(""));
    assertEquals("", plain.headers().firstValue("content-encoding").orElse(""));
    assertTrue(plain.body().length > 10 * zipped.body().length, "bytes " + zipped.body().length);
    assertEquals(
        new String(plain.body(), StandardCharsets.UTF_8),
        new String(
            new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(),
            StandardCharsets.UTF_8));
    String tag = zipped.headers().firstValue("etag").orElseThrow();
    assertTrue(!tag.equals(plain.headers().firstValue("etag").orElseThrow()), tag);
    assertTrue(zipped.headers().firstValue("vary").orElse("").contains("Accept-Encoding"));
    assertEquals(304, get("gzip", tag).statusCode());
    assertEquals(200, get("identity", tag).statusCode());
    try (TopicWriter topics = new TopicWriter(kafka)) {
      for (int i = 0; i < 300; i++) {
        topics.withdraw(chat("together", "zipped/model-" + i).key());
      }
    }
  }

  private HttpResponse<byte[]> get(String encoding, String tag) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/models?q=zipped/model&view=all"))
            .header("Authorization", "Bearer " + GatewayStack.API_KEY)
            .header("Accept-Encoding", encoding);
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
