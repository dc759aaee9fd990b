package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.local.hostile.ErrorLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ModelsComponentTest {

  private static final Offer LLAMA = chat("together", "Meta/Llama-Test");
  private static final Offer LLAMA_TOO =
      chat("fireworks", "accounts/x/llama", "Meta/Llama-Test", 1);
  private static final Offer EMBED = embeddings("huggingface", "intfloat/e5-test:free");

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private TopicWriter topics;

  @BeforeEach
  void someModels() {
    topics = new TopicWriter(kafka);
    topics.offer(LLAMA);
    topics.offer(LLAMA_TOO);
    topics.offer(EMBED);
    topics.verdict(verdict(LLAMA, State.AVAILABLE, 1));
    topics.flush();
    await()
        .until(
            () ->
                snapshots.current().model("Meta/Llama-Test").map(m -> m.offers().size()).orElse(0)
                        == 2
                    && snapshots.current().offer(EMBED.key()).isPresent());
  }

  @AfterEach
  void end() {
    topics.close();
  }

  private static RequestSpecification caller() {
    return given()
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .urlEncodingEnabled(false);
  }

  @Test
  void listsModelsOnceWithTotals() {
    caller()
        .get("/v1/models?q=test&limit=1")
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("application/json"))
        .header("x-gatewayz-snapshot-age", matchesPattern("[0-9]"))
        .body("object", equalTo("list"))
        .body("data.id", contains("Meta/Llama-Test"))
        .body("data[0].offers.provider", contains("fireworks", "together"))
        .body("total", equalTo(2))
        .body("returned", equalTo(1))
        .body("limit", equalTo(1))
        .body("has_more", equalTo(true));
    caller().get("/v1/models").then().body("limit", nullValue()).body("total", greaterThan(1));
  }

  @Test
  void filtersByProviderUnderBothNamesAndByAvailability() {
    caller()
        .get("/v1/models?gateway=huggingface&q=test")
        .then()
        .body("data.id", contains("intfloat/e5-test:free"))
        .body("data[0].chat", equalTo(false));
    caller()
        .get("/v1/models?provider=fireworks&q=test")
        .then()
        .body("data[0].offers.id", contains("accounts/x/llama"));
    caller()
        .get("/v1/models?available=true&q=test")
        .then()
        .body("data.id", contains("Meta/Llama-Test"));
  }

  @Test
  void aDeadModelLeavesTheVerifiedListAsSoonAsItsVerdictIsThere() {
    Offer doomed = chat("together", "doomed/model");
    topics.offer(doomed);
    topics.verdict(verdict(doomed, State.AVAILABLE, 1));
    await().untilAsserted(() -> verified().body("data.id", hasItem("doomed/model")));

    topics.verdict(verdict(doomed, State.UNAVAILABLE, 2));
    await().untilAsserted(() -> verified().body("data.id", not(hasItem("doomed/model"))));

    caller()
        .get("/v1/models/doomed/model")
        .then()
        .body("availability", equalTo("unavailable"))
        .body("offers[0].reason", equalTo("model_gone"));
  }

  private static io.restassured.response.ValidatableResponse verified() {
    return caller().get("/v1/models?available=true").then();
  }

  @Test
  void oneModelIsFoundByItsIdHoweverTheSlashIsWritten() {
    for (String id :
        new String[] {
          "Meta/Llama-Test", "Meta%2FLlama-Test", "meta/llama-test", "meta%2fLLAMA-test"
        }) {
      caller()
          .get("/v1/models/" + id)
          .then()
          .statusCode(200)
          .body("id", equalTo("Meta/Llama-Test"))
          .body("object", equalTo("model"));
    }
    caller().get("/v1/models/intfloat/e5-test:free").then().statusCode(200);
    caller().get("/v1/models/intfloat%2Fe5-test%3Afree").then().statusCode(200);
  }

  @Test
  void errorsAreOpenAiShapedAndHelp() {
    caller()
        .get("/v1/models?gateway=nobody")
        .then()
        .statusCode(400)
        .body("error.type", equalTo("invalid_request_error"))
        .body("error.param", equalTo("gateway"))
        .body("error.message", containsString("huggingface"));
    caller().get("/v1/models?limit=x").then().statusCode(400).body("error.param", equalTo("limit"));
    caller()
        .get("/v1/models/meta/llama-tset")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"));
  }

  @Test
  void theListNeedsAKey() {
    given().get("/v1/models").then().statusCode(401);
    given().get("/v1/models/Meta/Llama-Test").then().statusCode(401);
  }

  @Test
  void anUnchangedAnswerIsNotSentAgain() {
    String tag = caller().get("/v1/models?q=test").header("ETag");

    caller()
        .header("If-None-Match", tag)
        .get("/v1/models?q=test")
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag))
        .body(equalTo(""));
    assertNotEquals(tag, caller().get("/v1/models?q=test&limit=1").header("ETag"));

    topics.offer(chat("together", "zzz/the-very-last-test"));
    topics.flush();
    await()
        .untilAsserted(
            () ->
                caller()
                    .header("If-None-Match", tag)
                    .get("/v1/models?q=test")
                    .then()
                    .statusCode(200));
    topics.withdraw(chat("together", "zzz/the-very-last-test").key());

    String one = caller().get("/v1/models/Meta/Llama-Test").header("ETag");
    caller()
        .header("If-None-Match", "\"other\", W/" + one)
        .get("/v1/models/Meta/Llama-Test")
        .then()
        .statusCode(304);
  }

  @Test
  void aWholeLongListArrivesEvenAtASlowReader() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      topics.offer(chat("together", "long/list-" + i));
    }
    topics.flush();
    await().until(() -> snapshots.current().model("long/list-2999").isPresent());
    await()
        .untilAsserted(
            () ->
                caller()
                    .get("/v1/models?q=long/list&limit=1")
                    .then()
                    .body("total", equalTo(3_000)));

    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/v1/models?q=long/list")
                .toURL()
                .openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + GatewayStack.API_KEY);
    StringBuilder body = new StringBuilder();
    byte[] part = new byte[64 * 1024];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(body.length() > 1 << 20);
    assertEquals(3_000, body.toString().split("\"object\":\"model\"", -1).length - 1);
    assertTrue(body.toString().endsWith("\"has_more\":false}"));

    whoLeavesInTheMiddleIsNoError();

    for (int i = 0; i < 3_000; i++) {
      topics.withdraw(chat("together", "long/list-" + i).key());
    }
    topics.flush();
  }

  private void whoLeavesInTheMiddleIsNoError() throws Exception {
    ErrorLog log = ErrorLog.open();
    try {
      for (int i = 0; i < 20; i++) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
          socket.setSoLinger(true, 0);
          String head =
              "GET /v1/models?q=long/list HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                  + GatewayStack.API_KEY
                  + "\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getInputStream().readNBytes(1 + i * 1000);
        }
      }
      // Comes after them on the same threads.
      caller().get("/v1/models?q=long/list").then().statusCode(200);
      await()
          .during(Duration.ofSeconds(1))
          .untilAsserted(() -> assertEquals(List.of(), log.errors()));
    } finally {
      log.close();
    }
  }
}
