package ai.gatewayz.catalog.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant machine = NOON;
  private long nanos = Long.MAX_VALUE - 1_000; // a monotonic clock may begin anywhere
  private final Clock clock = new SteadyClock(() -> machine, () -> nanos, ZoneOffset.UTC);

  private void pass(Duration time) {
    machine = machine.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void goesAsTheMachineDoes() {
    pass(Duration.ofMinutes(5));

    assertEquals(machine, clock.instant());
  }

  @Test
  void followsForward() {
    machine = machine.plus(HOUR);

    assertEquals(NOON.plus(HOUR), clock.instant());
  }

  @Test
  void goesOnFromWhereItWasWhereTheMachineIsSetBack() {
    machine = machine.minus(HOUR);

    assertEquals(NOON, clock.instant());
    pass(Duration.ofMinutes(10));
    assertEquals(NOON.plus(Duration.ofMinutes(9)), clock.instant());
  }

  @Test
  void isTheMachinesAgainWhenThatHasCaughtUp() {
    machine = machine.minus(HOUR);
    Instant ahead = clock.instant();
    assertTrue(ahead.isAfter(machine));

    pass(HOUR.multipliedBy(10).minusMinutes(10));
    assertEquals(machine.plus(Duration.ofMinutes(1)), clock.instant());
    pass(Duration.ofMinutes(10));
    assertEquals(machine, clock.instant());
    pass(Duration.ofMinutes(1));
    assertEquals(machine, clock.instant());
  }

  @Test
  void aMachineThatIsPutRightLittleByLittleIsFollowed() {
    for (int second = 0; second < 1_000; second++) {
      nanos += 1_000_000_000;
      machine = machine.plusMillis(999);

      assertEquals(machine, clock.instant());
    }
  }

  @Test
  void neverGoesBackWhateverIsDone() {
    Random random = new Random(12);
    Instant before = clock.instant();
    for (int i = 0; i < 100_000; i++) {
      nanos += random.nextLong(1_000_000);
      machine = machine.plusMillis(random.nextLong(-3_600_000, 3_600_000));
      Instant now = clock.instant();
      assertFalse(now.isBefore(before));
      before = now;
    }
  }

  @Test
  void anotherZoneIsTheSameTime() {
    machine = machine.minus(HOUR);

    Clock there = clock.withZone(ZoneId.of("Asia/Tokyo"));

    assertEquals(NOON, there.instant());
    assertEquals(ZoneId.of("Asia/Tokyo"), there.getZone());
  }
}
