package ai.gatewayz.health.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.history.Uptime.Began;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UptimeTest {

  private static final Instant TO = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant FROM = TO.minus(Duration.ofHours(1));

  private static Began began(int minutesBefore, State state) {
    return new Began(TO.minus(Duration.ofMinutes(minutesBefore)), state);
  }

  @Test
  void noDataIsNullAndNeitherNoughtNorAll() {
    assertNull(Uptime.of(List.of(), FROM, TO).share());
    Uptime asleep = Uptime.of(List.of(began(90, State.COLD)), FROM, TO);
    assertNull(asleep.share());
    assertEquals(0, asleep.knownSeconds());
  }

  @Test
  void whatBeganBeforeCountsFromTheStartAndUnknownTimeForNeitherSide() {
    Uptime uptime =
        Uptime.of(
            List.of(
                began(600, State.AVAILABLE),
                began(45, State.UNAVAILABLE),
                began(40, State.DEGRADED),
                began(35, State.UNKNOWN)),
            FROM,
            TO);
    assertEquals(20.0 / 25, uptime.share(), 1e-9);
    assertEquals(25 * 60, uptime.knownSeconds());
  }
}
