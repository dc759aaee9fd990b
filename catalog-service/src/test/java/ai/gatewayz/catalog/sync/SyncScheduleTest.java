package ai.gatewayz.catalog.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.SyncEvent.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncScheduleTest {

  private static final Duration INTERVAL = Duration.ofMinutes(30);
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration SPACING = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final SyncSchedule schedule = new SyncSchedule(INTERVAL, RETRY, SPACING, 2);

  @Test
  void atStartAllAreDueAndSomeAtATime() {
    assertEquals(List.of("a", "b"), schedule.begin(List.of("a", "b", "c"), START));
    assertEquals(SPACING, schedule.age("a"));
    schedule.ended("a", Result.COMPLETE, START);
    assertEquals(List.of("c"), schedule.begin(List.of("a", "b", "c"), START));
  }

  @Test
  void whatIsCompleteIsDueAfterTheInterval() {
    begin("a");
    schedule.ended("a", Result.COMPLETE, START);
    assertEquals(INTERVAL, untilDue());
    assertEquals(INTERVAL.dividedBy(2), schedule.age("a"));
  }

  /** A turn that the age then forbids would be no turn. */
  @Test
  void whatFailedIsDueSoonerAndItsOwnStartDoesNotForbidIt() {
    Duration wait = RETRY;
    for (int i = 0; i < 8; i++) {
      begin("a");
      schedule.ended("a", i % 2 == 0 ? Result.FAILED : Result.PARTIAL, START);
      assertEquals(wait, untilDue());
      assertTrue(schedule.age("a").compareTo(wait) < 0, "it began at the earliest when it ended");
      wait = wait.multipliedBy(2).compareTo(INTERVAL) < 0 ? wait.multipliedBy(2) : INTERVAL;
    }
    begin("a");
    schedule.ended("a", Result.COMPLETE, START);
    assertEquals(INTERVAL, untilDue());
  }

  @Test
  void whatAnotherReplicaReadsIsLeftToIt() {
    begin("a");
    schedule.ended("a", Result.FAILED, START);
    schedule.passed("a", START);
    assertEquals(RETRY, untilDue());
    assertEquals(INTERVAL.dividedBy(2), schedule.age("a"));
  }

  @Test
  void whoHasWaitedLongestComesFirst() {
    List<String> all = List.of("a", "b", "c", "d");
    schedule.begin(all, START);
    schedule.ended("a", Result.COMPLETE, START);
    schedule.ended("b", Result.COMPLETE, START);
    Instant late = START.plus(INTERVAL);
    assertEquals(List.of("c", "d"), schedule.begin(all, late));
    schedule.ended("c", Result.FAILED, late);
    schedule.ended("d", Result.FAILED, late.minusSeconds(1));
    assertEquals(List.of("a", "b"), schedule.begin(all, late.plus(INTERVAL)));
    schedule.ended("a", Result.COMPLETE, late);
    schedule.ended("b", Result.COMPLETE, late);
    assertEquals(List.of("d", "c"), schedule.begin(all, late.plus(INTERVAL)));
  }

  private List<String> begin(String... providers) {
    return schedule.begin(List.of(providers), START.plus(INTERVAL.multipliedBy(9)));
  }

  private Duration untilDue() {
    Duration wait = Duration.ZERO;
    while (schedule.begin(List.of("a"), START.plus(wait)).isEmpty()) {
      wait = wait.plusSeconds(30);
    }
    return wait;
  }
}
