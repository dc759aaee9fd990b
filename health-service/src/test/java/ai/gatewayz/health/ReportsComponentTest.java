package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.simulator.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service tells of its offers, from PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class ReportsComponentTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  HealthStack stack;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  private Topics topics;

  @BeforeEach
  void connect() {
    stack.simulator().faults().clear();
    topics = new Topics(stack.bootstrapServers());
  }

  @AfterEach
  void close() {
    stack.simulator().faults().clear();
    topics.close();
  }

  private void awaitState(Offer offer, State state) {
    await()
        .atMost(SOON)
        .until(
            () -> topics.verdict(offer.key()),
            verdict -> verdict != null && verdict.state() == state);
  }

  private void traffic(Offer offer, Map<String, Long> findings, Map<Long, Long> ttft) {
    Instant now = Instant.now();
    topics.outcomes(
        new OutcomeWindow(
            offer.provider(),
            offer.id(),
            offer.model(),
            "gateway-1",
            now.minusMillis(500),
            now,
            findings,
            null,
            ttft,
            0,
            0));
  }

  @Test
  void anOfferAModelAndAProviderAreToldFromTheBoard() {
    Offer offer = stack.answering("together", 20);
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/models/" + offer.model())
                    .then()
                    .statusCode(200)
                    .body("working", equalTo(1))
                    .body("offers[0].provider", equalTo("together"))
                    .body("offers[0].state", equalTo("available")));
    given()
        .get("/health/providers/together")
        .then()
        .statusCode(200)
        .body("configured", equalTo(true))
        .body("offers.available", greaterThan(0))
        .body("coverage.within1h", notNullValue());
    given()
        .get("/health/coverage")
        .then()
        .statusCode(200)
        .body("all.probeable", greaterThan(0))
        .body("all.within24h", notNullValue())
        .body("providers.provider", hasItem("together"));

    topics.withdraw(offer.key());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/models/" + offer.model())
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo("model_not_found")));
  }

  @Test
  void historyTellsWhatIsKnownAndNullWhereNothingIs() {
    Offer offer = stack.answering("fireworks", 20);
    given()
        .get("/health/history/fireworks/never/listed")
        .then()
        .statusCode(200)
        .body("last.'7d'.uptime", nullValue())
        .body("last.'7d'.success", nullValue())
        .body("last.'7d'.ttft", nullValue());
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    traffic(offer, Map.of("answered", 98L, "server_error", 2L), Map.of(200L, 98L));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/history/fireworks/" + offer.id())
                    .then()
                    .statusCode(200)
                    .body("last.'1h'.uptime", equalTo(1.0f))
                    .body("last.'1h'.answered", greaterThanOrEqualTo(99))
                    .body("last.'1h'.failed", equalTo(2))
                    .body("last.'1d'.ttft.samples", greaterThanOrEqualTo(98))
                    .body("last.'7d'.ttft.p95", notNullValue()));
  }

  @Test
  void anOfferThatWorkedAndDoesNotIsAnIncidentUntilItDoes() {
    Offer offer = stack.answering("openrouter", 20);
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    stack.simulator().faults().set("openrouter", offer.id(), new Fault.Gone());
    traffic(offer, Map.of("model_gone", 2L), Map.of());
    String path = "data.find { it.id == '" + offer.id() + "' }.";
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/incidents?open=true&provider=openrouter")
                    .then()
                    .statusCode(200)
                    .body(path + "cause", equalTo("offer"))
                    .body(path + "reason", equalTo("model_gone")));
    stack.simulator().faults().clear();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/incidents?open=false&provider=openrouter")
                    .then()
                    .body(path + "ended", equalTo("recovered")));
  }

  @Test
  void aProviderThatFailsIsOneIncident() {
    List<Offer> offers =
        IntStream.range(10, 18).mapToObj(index -> stack.answering("portkey", index)).toList();
    offers.forEach(topics::list);
    offers.forEach(offer -> awaitState(offer, State.AVAILABLE));
    stack.simulator().faults().set("portkey", "*", new Fault.ServerError(503));
    offers.forEach(offer -> traffic(offer, Map.of("server_error", 3L), Map.of()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/incidents?open=true&provider=portkey")
                    .then()
                    .body("data.cause", hasItem("provider"))
                    .body(
                        "data.findAll { it.cause == 'offer' && it.reason == 'server_error' }",
                        hasSize(0)));
    stack.simulator().faults().clear();
    // Callers are heard at once; the next look of the service's own may be minutes away by now.
    offers.forEach(offer -> traffic(offer, Map.of("answered", 3L), Map.of()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/incidents?open=true&provider=portkey")
                    .then()
                    .body("data.findAll { it.cause == 'provider' }", hasSize(0)));
  }

  @Test
  void questionsThatMakeNoSenseAreToldSo() {
    given().get("/health/availability?limit=0").then().statusCode(400);
    given().get("/health/availability?limit=1001").then().statusCode(400);
    given()
        .get("/health/providers/nobody")
        .then()
        .statusCode(404)
        .body("error.message", containsString("together"));
    given()
        .get("/health/availability/together/no/such/model")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("offer_not_found"));
    given().get("/health/probes?limit=5").then().statusCode(200).body("data", notNullValue());
    given().get("/health/probes/budget").then().statusCode(200).body("day", notNullValue());
    String described =
        given()
            .baseUri("http://localhost:" + managementPort)
            .get("/q/openapi?format=json")
            .asString();
    for (String path :
        List.of("/health/history/", "/health/coverage", "/health/incidents", "/health/models/")) {
      assertTrue(described.contains(path), path + " is not described");
    }
    String metrics =
        given().baseUri("http://localhost:" + managementPort).get("/q/metrics").asString();
    for (String name :
        List.of(
            "gatewayz_health_coverage_probeable{",
            "gatewayz_health_coverage_checked{",
            "gatewayz_health_verdict_age_seconds{",
            "gatewayz_health_verdict_delay_seconds_bucket{",
            "gatewayz_health_incidents_open{",
            "gatewayz_health_incidents_opened_total{",
            "gatewayz_health_overrides")) {
      assertTrue(metrics.contains(name), name + " is not exported");
    }
  }
}
