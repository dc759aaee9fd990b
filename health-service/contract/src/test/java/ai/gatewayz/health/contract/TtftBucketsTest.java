package ai.gatewayz.health.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TtftBucketsTest {

  @Test
  void aBoundIsNeverBelowAndLessThanAFifthAbove() {
    for (long millis = 10; millis < 160_000; millis += 7) {
      long bound = TtftBuckets.bound(millis);
      assertTrue(bound >= millis, millis + " in " + bound);
      assertTrue(bound <= millis * 1.25, millis + " in " + bound);
      assertEquals(bound, TtftBuckets.bound(bound), "a bound is in its own bucket");
    }
  }

  @Test
  void theEndsHoldWhatIsBeyond() {
    assertEquals(10, TtftBuckets.bound(0));
    assertEquals(163_840, TtftBuckets.bound(163_840));
    assertEquals(Long.MAX_VALUE, TtftBuckets.bound(163_841));
  }
}
