package ai.gatewayz.health.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TtftSketchTest {

  @Test
  void percentilesAreOffByATenthAtMost() {
    TtftSketch sketch = new TtftSketch();
    Random random = new Random(7);
    long[] all = random.longs(5_000, 2, 60_000).sorted().toArray();
    for (long each : all) {
      sketch.add(each, 1);
    }
    for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      long exact = all[(int) Math.ceil(share * all.length) - 1];
      double off = Math.abs(sketch.percentile(share) - exact) / (double) exact;
      assertTrue(off < 0.1, share + ": " + sketch.percentile(share) + " for " + exact);
    }
    assertEquals(5_000, sketch.count());
  }

  @Test
  void whatWasWrittenIsReadBackTheSame() {
    TtftSketch one = new TtftSketch();
    one.add(120, 3);
    one.addBelow(400, 2);
    TtftSketch other = new TtftSketch();
    one.buckets().forEach(other::addBucket);
    assertEquals(one.percentile(0.5), other.percentile(0.5));
    assertEquals(5, other.count());
  }

  @Test
  void nothingHasNoPercentileAndNothingIsTooLarge() {
    TtftSketch sketch = new TtftSketch();
    assertNull(sketch.percentile(0.5));
    sketch.addBelow(Long.MAX_VALUE, 1);
    sketch.add(0, 1);
    assertEquals(1, sketch.percentile(0.5));
  }
}
