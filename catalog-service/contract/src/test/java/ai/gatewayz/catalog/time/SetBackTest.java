package ai.gatewayz.catalog.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SetBackTest {

  private static final long HOUR_MILLIS = 3_600_000;

  private long machineMillis = 1_800_000_000_000L;
  private long nanos = -5_000_000_000L;
  private final SetBack setBack = new SetBack(() -> machineMillis, () -> nanos);

  private void pass(long millis) {
    machineMillis += millis;
    nanos += millis * 1_000_000;
  }

  @Test
  void aClockThatGoesAsTimeDoesIsNot() {
    pass(HOUR_MILLIS);

    assertFalse(setBack.seen());
  }

  @Test
  void aStepBackIsSeenOnceHoweverLateItIsAskedFor() {
    machineMillis -= HOUR_MILLIS;
    pass(2 * HOUR_MILLIS);

    assertTrue(setBack.seen());
    assertFalse(setBack.seen());
  }

  @Test
  void aStepForwardIsNoneAndTheWayBackFromItIs() {
    machineMillis += HOUR_MILLIS;
    assertFalse(setBack.seen());

    machineMillis -= HOUR_MILLIS;
    assertTrue(setBack.seen());
  }

  @Test
  void whatIsPutRightLittleByLittleIsNone() {
    for (int i = 0; i < 10_000; i++) {
      pass(500);
      machineMillis -= 1;

      assertFalse(setBack.seen());
    }
  }
}
