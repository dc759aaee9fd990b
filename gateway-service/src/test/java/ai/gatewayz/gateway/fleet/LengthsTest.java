package ai.gatewayz.gateway.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows grow with the fleet, so that what is read does not. */
class LengthsTest {

  private static final Duration LEAST = Duration.ofMillis(500);

  private Instant now = Instant.parse("2026-02-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, 500, 500, 30",
    "5, 500, 500, 30",
    "10, 500, 1000, 30",
    "25, 500, 2500, 30",
    "50, 1000, 5000, 50",
    "200, 4000, 15000, 200",
    "5000, 15000, 15000, 300"
  })
  void growWithTheFleet(int replicas, long failures, long traffic, long offers) {
    assertEquals(Duration.ofMillis(failures), Lengths.failures(LEAST, replicas));
    assertEquals(Duration.ofMillis(traffic), Lengths.traffic(LEAST, replicas));
    assertEquals(Duration.ofSeconds(offers), Lengths.offers(Duration.ofSeconds(30), replicas));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "10", "25", "50", "200", "700"})
  void aReplicaReadsFiftyRecordsASecondHoweverManyThereAre(int replicas) {
    double seconds = Lengths.failures(LEAST, replicas).toMillis() / 1_000.0;
    assertTrue(replicas / seconds <= 50, replicas + " tell every " + seconds + " s");
  }

  @Test
  void whatIsConfiguredIsTheLeast() {
    Duration longer = Duration.ofSeconds(30);
    assertEquals(longer, Lengths.failures(longer, 200));
    assertEquals(longer, Lengths.traffic(longer, 200));
  }

  @Test
  void theFleetIsWhoWasHeardOfLate() {
    Fleet fleet = new Fleet(() -> now);
    assertEquals(1, fleet.size());
    fleet.heard("a");
    fleet.heard("b");
    fleet.heard("a");
    assertEquals(3, fleet.size());
    now = now.plus(Fleet.MEMORY);
    fleet.heard("a");
    assertEquals(3, fleet.size());
    now = now.plusMillis(1);
    assertEquals(2, fleet.size());
  }

  @Test
  void namesThatAreMadeUpFillNoMemory() {
    Fleet fleet = new Fleet(() -> now);
    for (int i = 0; i < 100_000; i++) {
      fleet.heard("invented-" + i);
    }
    assertTrue(fleet.size() < 20_000);
  }
}
