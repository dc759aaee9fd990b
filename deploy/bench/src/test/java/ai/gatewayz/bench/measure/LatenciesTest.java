package ai.gatewayz.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreValuesThatWereMeasured() {
    Latencies latencies = new Latencies();
    for (int i = 2_000; i >= 1; i--) {
      latencies.add(i);
    }
    assertEquals(1_000, latencies.percentile(0.5));
    assertEquals(1_980, latencies.percentile(0.99));
    assertEquals(2_000, latencies.percentile(1));
    latencies.add(5_000);
    assertEquals(5_000, latencies.percentile(1));
  }

  @Test
  void nothingHasNoPercentile() {
    assertThrows(IllegalStateException.class, () -> new Latencies().percentile(0.5));
  }

  @Test
  void aMedianIsInTheMiddle() {
    assertEquals(2, Rounds.median(3, 1, 2));
    assertEquals(2.5, Rounds.median(4, 1, 2, 3));
  }
}
