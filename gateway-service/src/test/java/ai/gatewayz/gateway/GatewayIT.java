package ai.gatewayz.gateway;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Simulator;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway, alone with Kafka and the providers. */
class GatewayIT {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer ANSWERS = chat("huggingface", LLAMA);
  private static final Offer GONE = chat("together", LLAMA);

  private static Simulator simulator;
  private static PackagedGateway gateway;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    simulator = SimulatedProviders.start();
    gateway = PackagedGateway.start(data, Map.of(), List.of());
    RestAssured.port = gateway.port();
  }

  @AfterAll
  static void stop() throws Exception {
    RestAssured.reset();
    gateway.close();
    simulator.close();
  }

  @BeforeEach
  void twoOffersOfAModel() {
    try (TopicWriter topics = new TopicWriter(gateway.bootstrapServers())) {
      topics.offer(ANSWERS);
      topics.offer(GONE);
      topics.verdict(verdict(ANSWERS, State.AVAILABLE, 1));
      topics.verdict(verdict(GONE, State.UNAVAILABLE, 1));
    }
    await()
        .untilAsserted(
            () ->
                caller()
                    .get("/v1/models/" + LLAMA)
                    .then()
                    .statusCode(200)
                    .body("offers.size()", equalTo(2))
                    .body("availability", equalTo("available")));
  }

  @Test
  void completesPlainAndStreamedAtTheOfferThatAnswers() {
    complete(false)
        .then()
        .statusCode(200)
        .header("x-gatewayz-provider", "huggingface")
        .body("choices[0].message.content.length()", not(equalTo(0)));
    String stream = complete(true).then().statusCode(200).extract().asString();
    List<String> events = stream.lines().filter(line -> line.startsWith("data:")).toList();
    assertTrue(events.size() > 2, stream);
    assertEquals("data: [DONE]", events.getLast());
    assertEquals(0, simulator.journal().count("together", GONE.id()));
  }

  @Test
  void refusesStrangersAndExplainsUnknownModels() {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("invalid_api_key"));
    caller()
        .contentType("application/json")
        .body(
            "{\"model\":\"meta-llama/Llama-3.3-70B-Instrct\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(404)
        .body("error.message", containsString(LLAMA));
  }

  @Test
  void showsAModelsPageWithItsPlayground() {
    String page = given().get("/models/" + LLAMA).then().statusCode(200).extract().asString();
    assertTrue(page.contains("tab-playground"), page);
    given()
        .get("/assets/gatewayz.js")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/javascript"));
  }

  private static Response complete(boolean stream) {
    return caller()
        .contentType("application/json")
        .body(
            """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Hello"}]}"""
                .formatted(LLAMA, stream))
        .post("/v1/chat/completions");
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + GatewayStack.API_KEY);
  }
}
