package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.gatewayz.gateway.completion.Failover.Next;
import ai.gatewayz.gateway.completion.Failover.Situation;
import ai.gatewayz.gateway.completion.Failover.Where;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {

  private static final Situation ALONE =
      new Situation(
          1,
          3,
          false,
          false,
          false,
          false,
          Duration.ofMinutes(1),
          Optional.empty(),
          Optional.empty());

  private static Situation others(boolean larger, boolean otherModel, boolean fallback) {
    return new Situation(
        1,
        3,
        true,
        larger,
        otherModel,
        fallback,
        Duration.ofMinutes(1),
        Optional.empty(),
        Optional.empty());
  }

  private static Situation usual(long here, long next) {
    return new Situation(
        1,
        3,
        true,
        false,
        false,
        false,
        Duration.ofMinutes(1),
        Optional.of(Duration.ofMillis(here)),
        Optional.of(Duration.ofMillis(next)));
  }

  private static Evidence limited(Duration wait) {
    return new Evidence(Finding.RATE_LIMITED, 429, Optional.ofNullable(wait), "");
  }

  @ParameterizedTest
  @EnumSource(value = Finding.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
  void whatIsNotTheRequestsFaultMovesOn(Finding finding) {
    boolean users = finding.subject() == Subject.REQUEST || finding == Finding.BUDGET_TOO_SMALL;
    assertEquals(
        users ? new Next.GiveUp() : new Next.Move(Where.NEXT),
        Failover.after(Evidence.of(finding), others(false, false, false)));
  }

  @Test
  void aPromptThatIsTooLongGoesWhereThereIsRoom() {
    assertEquals(
        new Next.Move(Where.LARGER_CONTEXT),
        Failover.after(Evidence.of(Finding.CONTEXT_TOO_LONG), others(true, false, false)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"CONTENT_REFUSED", "REQUEST_REFUSED", "BUDGET_TOO_SMALL"})
  void whatOneModelRefusesAnotherThatTheCallerNamedMayTake(Finding finding) {
    assertEquals(
        new Next.Move(Where.OTHER_MODEL),
        Failover.after(Evidence.of(finding), others(false, true, false)));
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(Evidence.of(finding), others(false, false, true)),
        "what only a fallback refuses is no word on the request");
    assertEquals(new Next.GiveUp(), Failover.after(Evidence.of(finding), ALONE));
  }

  @Test
  void aWaitIsKeptWhereItIsCheaperThanToMoveOn() {
    Evidence second = limited(Duration.ofSeconds(1));
    assertEquals(new Next.Again(Duration.ofSeconds(1)), Failover.after(second, usual(300, 5_000)));
    assertEquals(new Next.Move(Where.NEXT), Failover.after(second, usual(300, 1_200)));
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(limited(Duration.ofSeconds(3)), usual(300, 60_000)),
        "longer than anybody should be kept waiting");
    assertEquals(new Next.Move(Where.NEXT), Failover.after(limited(null), usual(300, 60_000)));
    assertEquals(new Next.Again(Duration.ofSeconds(1)), Failover.after(second, ALONE));
    assertEquals(new Next.GiveUp(), Failover.after(limited(null), ALONE));
    assertEquals(new Next.GiveUp(), Failover.after(limited(Duration.ofSeconds(30)), ALONE));
  }

  @Test
  void aHiccupIsTriedOnceMoreAndASilenceIsNot() {
    assertInstanceOf(Next.Again.class, Failover.after(Evidence.of(Finding.SERVER_ERROR), ALONE));
    assertInstanceOf(Next.Again.class, Failover.after(Evidence.of(Finding.UNREACHABLE), ALONE));
    assertEquals(new Next.GiveUp(), Failover.after(Evidence.of(Finding.TIMED_OUT), ALONE));
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void oneBudgetHoldsOverAllAttempts(Finding finding) {
    Situation spent =
        new Situation(
            1,
            0,
            true,
            true,
            true,
            true,
            Duration.ofMinutes(1),
            Optional.empty(),
            Optional.empty());
    Situation late =
        new Situation(
            1, 3, true, true, true, true, Duration.ZERO, Optional.empty(), Optional.empty());
    assertEquals(new Next.GiveUp(), Failover.after(Evidence.of(finding), spent));
    assertEquals(new Next.GiveUp(), Failover.after(Evidence.of(finding), late));
  }

  @Test
  void aWaitThatTheTimeLeftDoesNotHoldIsNotBegun() {
    Situation late =
        new Situation(
            1,
            3,
            false,
            false,
            false,
            false,
            Duration.ofMillis(500),
            Optional.empty(),
            Optional.empty());
    assertEquals(new Next.GiveUp(), Failover.after(limited(Duration.ofSeconds(1)), late));
  }
}
