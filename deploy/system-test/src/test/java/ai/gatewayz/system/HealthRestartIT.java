package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The health service, Kafka and PostgreSQL end and come back in turn: verdicts stay what they were,
 * none is announced again, nobody is asked again. What the simulated providers were asked and where
 * the topic ends bear witness.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthRestartIT {

  private static final int MOST = 200;
  private static final Duration STEADY = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private HealthAlone alone;

  @BeforeAll
  void start() throws Exception {
    alone = HealthAlone.start(MOST);
    await()
        .atMost(PATIENCE)
        .until(() -> alone.ground().verdicts().size() > alone.ground().listed() * 0.9);
    assertEquals(
        200,
        alone
            .service()
            .override("fireworks", alone.ground().offers("fireworks").getFirst(), "unavailable")
            .status());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                alone.ground().verdicts().values().stream()
                    .anyMatch(verdict -> verdict.source() == Availability.Source.OPERATOR));
    // Second opinions are had, the board is written.
    await().atMost(PATIENCE).during(STEADY).until(this::witnessed, new Unchanged()::since);
  }

  @AfterAll
  void stop() throws Exception {
    if (alone != null) {
      alone.close();
    }
  }

  /** What must not move: verdicts as announced, how many announcements, how many questions. */
  private record Witness(Map<String, String> verdicts, long announced, int asked) {}

  private Witness witnessed() throws Exception {
    Map<String, String> verdicts = new TreeMap<>();
    alone
        .ground()
        .verdicts()
        .forEach((key, verdict) -> verdicts.put(key.toString(), verdict.toString()));
    return new Witness(verdicts, alone.ground().announced(), alone.ground().asked().size());
  }

  private static final class Unchanged {
    private Witness last;

    boolean since(Witness now) {
      boolean same = now.equals(last);
      last = now;
      return same;
    }
  }

  private interface Disturbance {
    void happen() throws Exception;
  }

  private void nothingChanges(Disturbance disturbance) throws Exception {
    Witness before = witnessed();
    Map<String, String> told = told();
    assertEquals(alone.ground().listed(), told.size());
    disturbance.happen();
    await().atMost(PATIENCE).until(() -> alone.service().ready());
    await().atMost(PATIENCE).until(() -> alone.service().owned() == alone.ground().listed());
    await().atMost(PATIENCE).during(STEADY).untilAsserted(() -> assertEquals(before, witnessed()));
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertEquals(told, told()));
  }

  /** What the service itself tells: state and since by offer. */
  private Map<String, String> told() throws Exception {
    Map<String, String> told = new TreeMap<>();
    JsonNode list = alone.service().get("/health/availability?limit=1000").json();
    for (JsonNode each : list.path("data")) {
      told.put(
          each.path("provider").asText() + ":" + each.path("id").asText(),
          each.path("state").asText() + " since " + each.path("since").asText());
    }
    return told;
  }

  @Test
  void theServiceStopsAndStarts() throws Exception {
    nothingChanges(() -> alone.restart());
  }

  @Test
  void theServiceIsKilledAndStarts() throws Exception {
    nothingChanges(() -> alone.killAndStart());
  }

  @Test
  void anOfferThatIsWithdrawnMeanwhileLosesItsVerdictAndNothingElseChanges() throws Exception {
    OfferKey gone = new OfferKey("together", alone.ground().offers("together").getLast());
    assertTrue(alone.ground().verdicts().containsKey(gone));
    Witness before = witnessed();
    alone.killAndStart(() -> alone.ground().withdraw(gone));
    await().atMost(PATIENCE).until(() -> !alone.ground().verdicts().containsKey(gone));
    await().atMost(PATIENCE).until(() -> alone.service().owned() == alone.ground().listed());
    Map<String, String> left = new TreeMap<>(before.verdicts());
    left.remove(gone.toString());
    Witness after = new Witness(left, before.announced() + 1, before.asked());
    await().atMost(PATIENCE).during(STEADY).untilAsserted(() -> assertEquals(after, witnessed()));
  }

  @Test
  void kafkaStopsAndStarts() throws Exception {
    nothingChanges(() -> alone.ground().restartKafka());
  }

  @Test
  void postgresStopsAndStarts() throws Exception {
    nothingChanges(() -> alone.ground().restartPostgres());
  }

  @Test
  void everythingStopsAndStartsAndVerdictsGoOn() throws Exception {
    nothingChanges(
        () -> {
          alone.ground().restartPostgres();
          alone.ground().restartKafka();
          alone.killAndStart();
        });
    String id = alone.ground().offers("together").getFirst();
    alone.ground().simulator().faults().set("together", id, new Fault.Gone());
    await().atMost(PATIENCE).until(() -> alone.service().probe("together", id).status() == 202);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                alone.ground().verdicts().entrySet().stream()
                    .filter(each -> each.getKey().id().equals(id))
                    .anyMatch(each -> each.getValue().state() == State.UNAVAILABLE));
    assertTrue(alone.ground().asked().size() > 0);
    alone.ground().simulator().faults().clear();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              alone.service().probe("together", id);
              return alone.ground().verdicts().entrySet().stream()
                  .filter(each -> each.getKey().id().equals(id))
                  .anyMatch(each -> each.getValue().state() == State.AVAILABLE);
            });
    await().atMost(PATIENCE).during(STEADY).until(this::witnessed, new Unchanged()::since);
  }
}
