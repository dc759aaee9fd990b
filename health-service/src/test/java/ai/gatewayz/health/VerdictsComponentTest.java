package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.budget.Purpose;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.store.BudgetDrawer;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.lists.ListName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an offer on Kafka to its verdict on Kafka, with real probes in between. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class VerdictsComponentTest {

  private static final List<String> PROVIDERS =
      List.of("featherless", "fireworks", "huggingface", "openrouter", "portkey", "together");

  HealthStack stack;

  @Inject Pool pool;

  @Inject BudgetDrawer drawer;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  private Topics topics;
  private Simulator simulator;

  @BeforeEach
  void connect() {
    simulator = stack.simulator();
    simulator.faults().clear();
    topics = new Topics(stack.bootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private void awaitState(Offer offer, State state) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> topics.verdict(offer.key()),
            verdict -> verdict != null && verdict.state() == state);
  }

  private String answering(String provider, int index) {
    List<String> gone = simulator.catalog().goneIds(provider);
    return simulator.catalog().chatIds(provider).stream()
        .filter(id -> !gone.contains(id))
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  /** HuggingFace's ids of the hub alone need their suffix; the catalog would have set it. */
  private Offer chat(String provider, String id) {
    boolean hubOnly =
        provider.equals("huggingface")
            && simulator.catalog().entry(ListName.HUGGINGFACE_ROUTER, id).isEmpty();
    return Offers.chat(provider, id, hubOnly ? id + ":hf-inference" : id);
  }

  @Test
  void aModelThatAnswersIsAvailableAndOneThatIsGoneIsNotAtEveryProvider() {
    for (String provider : PROVIDERS) {
      topics.list(chat(provider, answering(provider, 0)));
      topics.list(chat(provider, simulator.catalog().goneIds(provider).getFirst()));
    }
    for (String provider : PROVIDERS) {
      awaitState(chat(provider, answering(provider, 0)), State.AVAILABLE);
      Offer gone = chat(provider, simulator.catalog().goneIds(provider).getFirst());
      awaitState(gone, State.UNAVAILABLE);
      Availability verdict = topics.verdict(gone.key());
      assertEquals("model_gone", verdict.reason());
      assertEquals(Availability.Source.PROBE, verdict.source());
      assertTrue(
          simulator.journal().count(provider, gone.id()) >= 2, "one answer alone is no proof");
    }
    Offer gone = chat("together", simulator.catalog().goneIds("together").getFirst());
    given()
        .get("/health/availability/together/" + gone.id())
        .then()
        .statusCode(200)
        .body("state", equalTo("unavailable"))
        .body("reason", equalTo("model_gone"));
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/health/availability/transitions/together/" + gone.id())
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1))
                    .body("data[0].from", equalTo("unknown"))
                    .body("data[0].to", equalTo("unavailable")));
  }

  @Test
  void noTroubleWithOurAccountIsHeldAgainstAModel() {
    for (Fault.OfModel fault :
        List.<Fault.OfModel>of(
            new Fault.KeyRejected(),
            new Fault.CreditsExhausted(),
            new Fault.RateLimited(Duration.ofSeconds(1)))) {
      Offer offer =
          chat("fireworks", answering("fireworks", 1 + Math.floorMod(fault.hashCode(), 1)));
      simulator.faults().set("fireworks", "*", fault);
      topics.list(offer);
      given()
          .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
          .post("/health/admin/probes/fireworks/" + offer.id());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  given()
                      .get("/health/providers")
                      .then()
                      .body("data.find { it.id == 'fireworks' }.trouble.times", greaterThan(0)));
      Availability verdict = topics.verdict(offer.key());
      assertTrue(verdict == null || verdict.state() != State.UNAVAILABLE, fault + ": " + verdict);
      simulator.faults().clear();
      awaitState(offer, State.AVAILABLE);
    }
  }

  @Test
  void whatCannotBeAskedSaysSoAndIsNotAsked() {
    Offer image = Offers.images("together", "black-forest-labs/FLUX-test");
    topics.list(image);
    awaitState(image, State.UNPROBEABLE);
    assertEquals("no_cheap_question", topics.verdict(image.key()).reason());
    assertEquals(0, simulator.journal().count("together", image.id()));
  }

  @Test
  void everyQuestionIsPaidAndWrittenDown() {
    Offer offer = chat("together", answering("together", 7));
    simulator.faults().set("together", offer.id(), new Fault.BudgetTooSmall(64));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    given()
        .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
        .post("/health/admin/probes/together/" + offer.id());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              List<Row> rows =
                  query(
                      "select * from probe_ledger where offer = '"
                          + offer.id()
                          + "' and answered_at is not null order by asked_at");
              assertEquals(3, rows.size());
              assertEquals("max_tokens=16", rows.get(0).getString("form"));
              assertEquals("budget_too_small", rows.get(0).getString("finding"));
              // Asked again in the way that the refusal taught, and then streamed.
              assertEquals("max_tokens=64", rows.get(1).getString("form"));
              assertEquals("answered", rows.get(1).getString("finding"));
              assertEquals("max_tokens=64 stream", rows.get(2).getString("form"));
              assertEquals(1, rows.get(1).getBigDecimal("usd").signum());
              Row memory =
                  query("select * from probe_memory where offer = '" + offer.id() + "'").getFirst();
              assertEquals(64, memory.getInteger("tokens"));
            });
    Row budget = query("select * from probe_budget where provider = '*'").getFirst();
    assertTrue(budget.getBigDecimal("spent_usd").compareTo(budget.getBigDecimal("drawn_usd")) <= 0);
  }

  private List<Row> query(String sql) {
    List<Row> rows = new ArrayList<>();
    pool.query(sql).execute().await().atMost(Duration.ofSeconds(5)).forEach(rows::add);
    return rows;
  }

  @Test
  void replicasTogetherDrawNoMoreThanTheDaysMoney() {
    LocalDate day = LocalDate.of(2030, 1, 1);
    Purse.Pot pot = new Purse.Pot("together", Purpose.ROUTINE);
    Purse.Pot pressing = new Purse.Pot("fireworks", Purpose.PRESSING);
    List<Uni<BigDecimal>> draws = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      draws.add(drawer.draw(day, i % 2 == 0 ? pot : pressing, new BigDecimal("0.011")));
    }
    BigDecimal sum =
        Uni.join().all(draws).andFailFast().await().atMost(Duration.ofSeconds(20)).stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertEquals(0, BigDecimal.ONE.compareTo(sum), "drawn " + sum);
    Row all =
        query("select drawn_usd from probe_budget where day = '2030-01-01' and provider = '*'")
            .getFirst();
    assertEquals(0, BigDecimal.ONE.compareTo(all.getBigDecimal("drawn_usd")));
  }

  @Test
  void liveTrafficIsEvidenceAndAWithdrawnOfferLosesItsVerdict() {
    Offer offer = chat("portkey", answering("portkey", 2));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);

    simulator.faults().set("portkey", offer.id(), new Fault.Gone());
    topics.outcomes(window(offer, Map.of("model_gone", 1L)));
    awaitState(offer, State.UNAVAILABLE);

    simulator.faults().clear();
    awaitState(offer, State.AVAILABLE);

    topics.withdraw(offer.key());
    await().until(() -> topics.verdict(offer.key()) == null);
    // The board is written once a second.
    await()
        .untilAsserted(
            () -> given().get("/health/availability/portkey/" + offer.id()).then().statusCode(404));
  }

  private static OutcomeWindow window(Offer offer, Map<String, Long> findings) {
    Instant now = Instant.now();
    return new OutcomeWindow(
        offer.provider(),
        offer.id(),
        offer.model(),
        "gateway-1",
        now.minusSeconds(1),
        now,
        findings,
        404,
        Map.of(),
        0,
        0);
  }

  @Test
  void verdictsWaitForKafkaAndAreNotLost() throws Exception {
    Offer offer = chat("openrouter", answering("openrouter", 3));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    long told = topics.verdict(offer.key()).version();
    stack.stopKafka();
    try {
      override(offer, "degraded").then().statusCode(200);
      given()
          .baseUri("http://localhost:" + managementPort)
          .get("/q/health/live")
          .then()
          .statusCode(200);
    } finally {
      stack.startKafka();
    }
    try (Topics anew = new Topics(stack.bootstrapServers())) {
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> anew.verdict(offer.key()),
              verdict -> verdict != null && verdict.version() > told);
    } finally {
      endOverride(offer).then().statusCode(204);
    }
  }

  private static Response override(Offer offer, String state) {
    return override(offer, state, Duration.ofHours(1));
  }

  private static Response override(Offer offer, String state, Duration lasting) {
    return given()
        .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
        .contentType("application/json")
        .body(
            Map.of(
                "state",
                state,
                "reason",
                "maintenance there",
                "author",
                "ann",
                "until",
                Instant.now().plus(lasting).toString()))
        .put("/health/admin/overrides/" + offer.provider() + "/" + offer.id());
  }

  @Test
  void anOperatorsWordEndsByItself() {
    Offer offer = chat("fireworks", answering("fireworks", 9));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    override(offer, "unavailable", Duration.ofSeconds(3)).then().statusCode(200);
    awaitState(offer, State.UNAVAILABLE);
    awaitState(offer, State.AVAILABLE);
    assertEquals(Availability.Source.PROBE, topics.verdict(offer.key()).source());
    override(offer, "unavailable", Duration.ofDays(31)).then().statusCode(400);
    override(offer, "unavailable", Duration.ofSeconds(-1)).then().statusCode(400);
  }

  private static Response endOverride(Offer offer) {
    return given()
        .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
        .delete("/health/admin/overrides/" + offer.provider() + "/" + offer.id() + "?author=ben");
  }

  @Test
  void anOperatorsWordCoversTheVerdictAndTheEvidenceBeneathGoesOn() {
    Offer offer = chat("together", answering("together", 7));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);

    override(offer, "unavailable").then().statusCode(200).body("author", equalTo("ann"));
    awaitState(offer, State.UNAVAILABLE);
    Availability covered = topics.verdict(offer.key());
    assertEquals("operator", covered.reason());
    assertEquals(Availability.Source.OPERATOR, covered.source());

    simulator.faults().set("together", offer.id(), new Fault.Gone());
    topics.outcomes(window(offer, Map.of("model_gone", 2L)));
    await()
        .until(() -> topics.verdict(offer.key()), verdict -> verdict.version() > covered.version());
    assertEquals("operator", topics.verdict(offer.key()).reason(), "the word still covers it");

    endOverride(offer).then().statusCode(204);
    await()
        .until(() -> topics.verdict(offer.key()), verdict -> "model_gone".equals(verdict.reason()));
    endOverride(offer).then().statusCode(404);
    given()
        .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
        .get("/health/admin/overrides/together/" + offer.id())
        .then()
        .statusCode(200)
        .body("data[0].endedBy", equalTo("ben"));
    simulator.faults().clear();
    override(offer, "nonsense").then().statusCode(400);
  }

  @Test
  void adminRoutesAreClosedAndListsAreFiltered() {
    given().post("/health/admin/probes/together/x").then().statusCode(401);
    given()
        .header("Authorization", "Bearer wrong")
        .put("/health/admin/overrides/together/x")
        .then()
        .statusCode(401);
    given()
        .get("/health/availability?state=nonsense")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("bad_request"));
    Offer offer = chat("together", answering("together", 4));
    topics.list(offer);
    awaitState(offer, State.AVAILABLE);
    given()
        .get("/health/availability?provider=together&state=available&limit=1")
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("total", greaterThan(0));
    assertNull(
        topics.verdict(new ai.gatewayz.catalog.contract.OfferKey("together", "never/listed")));
    assertNotNull(topics.verdict(offer.key()).lastVerified());
    String metrics =
        given().baseUri("http://localhost:" + managementPort).get("/q/metrics").asString();
    assertTrue(metrics.contains("gatewayz_health_probes_total{"), metrics);
  }
}
