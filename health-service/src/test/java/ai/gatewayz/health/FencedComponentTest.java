package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka was away, and the group has gone on without this replica: it is fenced, and joins anew. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class FencedComponentTest {

  private static final String GROUP = "gatewayz-health";
  private static final Duration LONG = Duration.ofSeconds(60);

  HealthStack stack;
  private Simulator simulator;
  private Topics topics;

  @BeforeEach
  void connect() {
    simulator = stack.simulator();
    topics = new Topics(stack.bootstrapServers());
  }

  @AfterEach
  void close() {
    simulator.faults().clear();
    topics.close();
  }

  @Test
  void whatWasLearnedMeanwhileIsNeitherForgottenNorMissingFromTheLists() throws Exception {
    List<String> gone = simulator.catalog().goneIds("together");
    // Not those that other tests of this service begin with.
    List<Offer> offers =
        simulator.catalog().chatIds("together").reversed().stream()
            .filter(id -> !gone.contains(id))
            .limit(40)
            .map(id -> Offers.chat("together", id))
            .toList();
    offers.forEach(topics::list);
    offers.forEach(
        offer ->
            await()
                .atMost(LONG)
                .until(
                    () -> topics.verdict(offer.key()),
                    verdict -> verdict != null && verdict.state() != State.UNKNOWN));
    Offer dies =
        offers.stream()
            .filter(offer -> topics.verdict(offer.key()).state() == State.AVAILABLE)
            .findFirst()
            .orElseThrow();
    int all = listed();
    try (Admin admin = admin()) {
      Set<String> before = members(admin);
      stack.stopKafka();
      try {
        simulator.faults().set("together", dies.id(), new Fault.Gone());
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(300))
            .until(
                () -> {
                  probe(dies);
                  return state(dies).equals("unavailable");
                });
      } finally {
        stack.startKafka();
      }
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(
              () -> {
                admin
                    .removeMembersFromConsumerGroup(
                        GROUP, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
                return true;
              });
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(() -> !members(admin).isEmpty() && !members(admin).equals(before));
      assertNotEquals(before, members(admin));
    }
    await()
        .during(Duration.ofSeconds(8))
        .atMost(LONG)
        .until(() -> listed() == all && state(dies).equals("unavailable"));
    await()
        .atMost(LONG)
        .until(() -> topics.verdict(dies.key()), verdict -> verdict.state() == State.UNAVAILABLE);
    Availability told = topics.verdict(dies.key());
    await()
        .during(Duration.ofSeconds(2))
        .atMost(LONG)
        .until(() -> topics.verdict(dies.key()).version() >= told.version());
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
  }

  private static Set<String> members(Admin admin) throws Exception {
    return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
        .map(MemberDescription::consumerId)
        .collect(Collectors.toSet());
  }

  private static void probe(Offer offer) {
    given()
        .header("Authorization", "Bearer " + HealthStack.ADMIN_TOKEN)
        .post("/health/admin/probes/together/" + offer.id());
  }

  private static int listed() {
    return given()
        .get("/health/availability?provider=together&limit=1")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getInt("total");
  }

  private static String state(Offer offer) {
    return given()
        .get("/health/availability/together/" + offer.id())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("state");
  }
}
