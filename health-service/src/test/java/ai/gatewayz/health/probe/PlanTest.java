package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.ledger.Claim;
import ai.gatewayz.health.ledger.Stretch;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Duration DAY = Duration.ofDays(1);

  private static List<Claim> idle(int count, double usd) {
    return Collections.nCopies(count, new Claim("p", false, DAY, usd));
  }

  private static Stretch of(List<Claim> claims, Plan.Means means, double usd) {
    Map<String, Stretch> stretches = Plan.of(claims, id -> means, usd);
    return stretches.get("p");
  }

  @Test
  void whereThereIsEnoughNothingIsStretched() {
    assertEquals(Stretch.NONE, of(idle(1_000, 0.00001), new Plan.Means(0.3, 0.3, 0.8), 0.8));
  }

  @Test
  void aPaceThatDoesNotReachStretchesIdleOffersAndSparesThoseInUse() {
    List<Claim> claims =
        Stream.concat(
                idle(40_000, 0).stream(),
                Collections.nCopies(100, new Claim("p", true, Duration.ofHours(6), 0)).stream())
            .toList();
    Stretch stretch = of(claims, new Plan.Means(0.3, 0.3, 0.8), 0.8);
    assertEquals(1, stretch.wanted());
    assertEquals(40_000 / ((0.3 * 0.8 - 400.0 / 86_400) * 86_400), stretch.idle(), 0.01);
  }

  @Test
  void moneyThatDoesNotReachStretchesToo() {
    Stretch stretch = of(idle(17_000, 0.0001), new Plan.Means(100, 100, 0.8), 0.8);
    assertEquals(1.7 / 0.8, stretch.idle(), 0.01);
  }

  @Test
  void freeModelsFitTheirOwnLimit() {
    Stretch stretch = of(idle(60, 0), new Plan.Means(0.3, 40 / 86_400.0, 0.8), 0.8);
    assertEquals(60 / (40 * 0.8), stretch.free(), 0.01);
    assertEquals(1, stretch.idle());
  }

  @Test
  void withoutAnyMeansIntervalsAreLongAndFinite() {
    Stretch stretch = of(idle(10, 0.1), new Plan.Means(0, 0, 0), 0);
    assertTrue(stretch.idle() <= 1_000);
  }
}
