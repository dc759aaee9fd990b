package ai.gatewayz.health.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class CoverageTest {

  private static Coverage of(long checked, Double oldest) {
    return Coverage.of(
        "together",
        17_000,
        17_000,
        17_000 - checked,
        new long[] {checked, checked, checked},
        new Double[] {1.0, 2.0, oldest});
  }

  /** Three minutes at a third of a question a second. */
  @Test
  void aYoungServiceIsJudgedByTheTimeThatItHasHad() {
    Coverage young = of(60, 180.0);
    assertEquals(17_000 / (60 / 180.0 * 86_400), young.passDays(), 1e-9);
    assertEquals(60 / 17_000.0, young.firstPass(), 1e-9);
  }

  @Test
  void anOldOneByTheLastDay() {
    assertEquals(2, of(8_500, 400_000.0).passDays(), 1e-9);
  }

  @Test
  void thatAMinuteHasNotPassedYetSaysNothing() {
    assertNull(of(3, 20.0).passDays());
    assertNull(of(0, null).passDays());
  }
}
