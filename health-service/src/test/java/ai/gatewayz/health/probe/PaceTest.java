package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void neverMoreThanThePaceWhateverIsAskedFor() {
    Random random = new Random(1);
    for (double perSecond : new double[] {0.3, 1, 20}) {
      Pace pace = new Pace(perSecond, now);
      Instant start = now;
      int taken = 0;
      for (int i = 0; i < 2_000; i++) {
        now = now.plusMillis(random.nextInt(200));
        taken += pace.take(random.nextInt(40), now);
        double seconds = (now.toEpochMilli() - start.toEpochMilli()) / 1000.0;
        assertTrue(
            taken <= 1 + Math.max(1, perSecond) + seconds * perSecond, taken + " in " + seconds);
      }
    }
  }

  @Test
  void whatWasNotUsedCanBeTakenAgain() {
    Pace pace = new Pace(1, now);
    assertEquals(1, pace.take(5, now));
    assertEquals(0, pace.take(5, now));
    pace.back(1);
    assertEquals(1, pace.take(5, now));
  }

  @Test
  void aProbeIsPaidByTheCatalogsPrice() {
    BigDecimal assumed = new BigDecimal("5");
    Price price = new Price.PerToken(new BigDecimal("1"), new BigDecimal("2"), null);
    assertEquals(0, new BigDecimal("0.000064").compareTo(ProbeCost.of(price, 16, assumed)));
    assertEquals(0, BigDecimal.ZERO.compareTo(ProbeCost.of(Price.FREE, 16, assumed)));
    assertEquals(0, new BigDecimal("0.00024").compareTo(ProbeCost.of(Price.UNKNOWN, 16, assumed)));
  }
}
