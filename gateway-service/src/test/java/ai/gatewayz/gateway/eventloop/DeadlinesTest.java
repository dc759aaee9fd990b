package ai.gatewayz.gateway.eventloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);
  private Runnable later;
  private final List<String> passed = new ArrayList<>();
  private final Deadlines deadlines =
      new Deadlines(
          () -> now,
          task -> {
            assertEquals(null, later, "one look at a time");
            later = task;
          });

  private void pass(long millis) {
    for (long i = 0; i < millis && later != null; i += 10) {
      now += Deadlines.TICK;
      tick();
    }
  }

  private void tick() {
    Runnable task = later;
    later = null;
    task.run();
  }

  private Deadline in(long millis, String name) {
    return deadlines.in(millis, () -> passed.add(name));
  }

  @Test
  void comesUpToATickLateAndNeverEarly() {
    now += 9_999_999;
    in(50, "one");
    pass(50);
    assertEquals(List.of(), passed);
    pass(20);
    assertEquals(List.of("one"), passed);
  }

  @Test
  void nothingTicksWhereNothingWaits() {
    Deadline one = in(1_000, "one");
    pass(20);
    one.cancel();
    one.cancel();
    pass(20);
    assertEquals(null, later);
    in(10, "two");
    pass(30);
    assertEquals(List.of("two"), passed);
    assertEquals(null, later);
  }

  @Test
  void whatIsFurtherAwayThanOneTurnWaitsForItsOwn() {
    in(25_000, "far");
    in(4_520, "near");
    pass(24_990);
    assertEquals(List.of("near"), passed);
    pass(30);
    assertEquals(List.of("near", "far"), passed);
  }

  @Test
  void whatOneDoesMayCancelAndBeginOthers() {
    Deadline[] other = new Deadline[1];
    deadlines.in(
        10,
        () -> {
          passed.add("first");
          other[0].cancel();
          in(10, "begun");
        });
    other[0] = in(10, "cancelled");
    pass(30);
    assertEquals(List.of("first"), passed);
    pass(30);
    assertEquals(List.of("first", "begun"), passed);
    assertEquals(null, later);
  }

  @Test
  void oneThatFailsHoldsUpNoOther() {
    deadlines.in(
        10,
        () -> {
          throw new IllegalStateException("thrown by a test");
        });
    in(10, "other");
    pass(30);
    assertEquals(List.of("other"), passed);
  }

  @Test
  void afterAPauseAllThatPassedMeanwhileIsCalled() {
    for (int i = 1; i <= 3_000; i++) {
      in(10L * i, "one");
    }
    for (int pause = 0; pause < 29; pause++) {
      now += Deadlines.AWAY;
      tick();
    }
    assertEquals(2_900, passed.size(), 2);
    pass(1_020);
    assertEquals(3_000, passed.size());
    assertEquals(null, later);
  }

  @Test
  void whatTheLoopWasAwayForIsNobodysTime() {
    in(3_000, "three seconds");
    pass(1_000);
    now += TimeUnit.SECONDS.toNanos(60);
    in(500, "half a second");
    tick();
    pass(520);
    assertEquals(List.of("half a second"), passed);
    pass(1_440);
    assertEquals(List.of("half a second"), passed);
    pass(60);
    assertEquals(List.of("half a second", "three seconds"), passed);
  }

  @Test
  void whereNothingWaitedNobodyWasAway() {
    in(10, "one");
    pass(30);
    now += TimeUnit.SECONDS.toNanos(60);
    in(2_000, "two");
    pass(1_980);
    assertEquals(List.of("one"), passed);
    pass(40);
    assertEquals(List.of("one", "two"), passed);
  }

  @Test
  void ofManyAtRandomEachComesOnceInItsTime() {
    Random random = new Random(11);
    int[] calls = new int[2_000];
    Deadline[] begun = new Deadline[calls.length];
    long[] due = new long[calls.length];
    boolean[] cancelled = new boolean[calls.length];
    for (int i = 0; i < calls.length; i++) {
      int one = i;
      long millis = 1L + random.nextInt(30_000);
      due[i] = now + TimeUnit.MILLISECONDS.toNanos(millis);
      begun[i] =
          deadlines.in(
              millis,
              () -> {
                calls[one]++;
                assertTrue(now - due[one] >= 0, "early");
                assertTrue(now - due[one] <= 2 * Deadlines.TICK, "late");
                assertFalse(cancelled[one]);
              });
      pass(random.nextInt(3) * 10L);
      int other = random.nextInt(i + 1);
      if (random.nextInt(3) == 0 && calls[other] == 0) {
        cancelled[other] = true;
        begun[other].cancel();
      }
    }
    pass(40_000);
    for (int i = 0; i < calls.length; i++) {
      assertEquals(cancelled[i] ? 0 : 1, calls[i]);
    }
    assertEquals(null, later);
  }
}
