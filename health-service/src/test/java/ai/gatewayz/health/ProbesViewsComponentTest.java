package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.simulator.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service tells of its own questions: what was asked, what came of it, what it cost. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class ProbesViewsComponentTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  HealthStack stack;

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

  @Test
  void aQuestionIsToldWithItsAnswerAndItsCost() {
    Offer offer = stack.answering("together", 30);
    topics.list(offer);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .queryParam("provider", "together")
                    .queryParam("id", offer.id())
                    .get("/health/probes")
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1))
                    .body("data[0].provider", equalTo("together"))
                    .body("data[0].id", equalTo(offer.id()))
                    .body("data[0].kind", equalTo("chat"))
                    .body("data[0].form", equalTo("max_tokens=16"))
                    .body("data[0].urgency", equalTo("new"))
                    .body("data[0].finding", equalTo("answered"))
                    .body("data[0].httpStatus", equalTo(200))
                    .body("data[0].askedAt", notNullValue())
                    .body("data[0].answeredAt", notNullValue())
                    .body("data[0].ttftMillis", notNullValue())
                    .body("data[0].usd", greaterThan(0f))
                    .body("data[0].reservedUsd", greaterThan(0f)));
  }

  @Test
  void aQuestionThatIsOutHasNoAnswerYet() {
    Offer offer = stack.answering("openrouter", 32);
    stack.simulator().faults().set("openrouter", offer.id(), new Fault.Silent());
    topics.list(offer);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .queryParam("id", offer.id())
                    .get("/health/probes")
                    .then()
                    .body("data.find { it.finding == null }.askedAt", notNullValue())
                    .body("data.find { it.finding == null }.usd", nullValue()));
  }

  @Test
  void questionsAreToldNewestFirstByProviderAndNoMoreThanAskedFor() {
    List<Offer> offers =
        List.of(stack.answering("openrouter", 30), stack.answering("openrouter", 31));
    offers.forEach(topics::list);
    List<String> ids = offers.stream().map(Offer::id).toList();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/probes?provider=openrouter&limit=1000")
                    .then()
                    .body("data.id", hasItems(ids.get(0), ids.get(1)))
                    .body("data.provider", everyItem(equalTo("openrouter"))));
    List<String> asked =
        given().get("/health/probes?limit=1000").then().extract().path("data.askedAt");
    assertEquals(
        asked.stream().map(Instant::parse).sorted().toList().reversed(),
        asked.stream().map(Instant::parse).toList());
    given().get("/health/probes?limit=1").then().body("data", hasSize(1));
    given().get("/health/probes?provider=nobody").then().body("data", hasSize(0));
    given().get("/health/probes?limit=0").then().statusCode(400);
    given().get("/health/probes?limit=1001").then().statusCode(400);
  }

  @Test
  void theDaysMoneyIsToldByProviderAndForAllOfThem() {
    topics.list(stack.answering("portkey", 30));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/health/probes/budget")
                    .then()
                    .statusCode(200)
                    .body("day", equalTo(LocalDate.now(ZoneOffset.UTC).toString()))
                    .body("data.provider", hasItem("portkey"))
                    .body("data.find { it.provider == 'portkey' }.questions", greaterThan(0))
                    .body("data.find { it.provider == 'portkey' }.spentUsd", greaterThan(0f))
                    .body("data.find { it.provider == null }.drawnUsd", greaterThan(0f))
                    .body("data.find { it.provider == null }.spentUsd", lessThan(1f)));
  }
}
