package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.gatewayz.gateway.completion.Failover.Next;
import ai.gatewayz.gateway.completion.Failover.Situation;
import ai.gatewayz.gateway.completion.Failover.Where;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {

  private static final Duration AT_ONCE = Duration.ofMillis(20);

  private static final Situation ALONE =
      new Situation(
          1,
          3,
          false,
          false,
          false,
          false,
          false,
          false,
          AT_ONCE,
          Duration.ofMinutes(1),
          Optional.empty(),
          Optional.empty());

  private static Situation others(boolean larger, boolean otherModel, boolean fallback) {
    return new Situation(
        1,
        3,
        true,
        false,
        larger,
        otherModel,
        fallback,
        false,
        AT_ONCE,
        Duration.ofMinutes(1),
        Optional.empty(),
        Optional.empty());
  }

  /** The next is a fallback. */
  private static Situation otherModelNext(int here, int left, boolean failedBefore, Duration took) {
    return new Situation(
        here,
        left,
        true,
        true,
        true,
        true,
        false,
        failedBefore,
        took,
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
        false,
        false,
        AT_ONCE,
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
        finding == Finding.CONTENT_REFUSED ? new Next.GiveUp() : new Next.Move(Where.NEXT),
        Failover.after(Evidence.of(finding), others(false, false, true)),
        "what only a fallback refuses is no word on the request, unless it is its content");
    assertEquals(new Next.GiveUp(), Failover.after(Evidence.of(finding), ALONE));
  }

  @Test
  void aWaitIsKeptWhereItIsCheaperThanToMoveOn() {
    Evidence second = limited(Duration.ofSeconds(1));
    assertEquals(new Next.Again(Duration.ofSeconds(1)), Failover.after(second, usual(300, 5_000)));
    assertEquals(new Next.Move(Where.NEXT), Failover.after(second, usual(300, 1_200)));
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(limited(Duration.ofSeconds(4)), usual(300, 60_000)),
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

  private static Situation left(int attempts, Duration time) {
    return new Situation(
        1,
        attempts,
        true,
        true,
        true,
        true,
        true,
        false,
        AT_ONCE,
        time,
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"OVERLOADED", "SERVER_ERROR", "UNREACHABLE", "GARBLED"})
  void theAskedModelIsTriedOnceMoreBeforeAnother(Finding finding) {
    Evidence evidence = Evidence.of(finding);
    assertEquals(
        new Next.Again(Failover.PAUSE),
        Failover.after(evidence, otherModelNext(1, 3, false, AT_ONCE)));
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(evidence, otherModelNext(2, 2, false, AT_ONCE)),
        "once");
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(evidence, otherModelNext(1, 3, true, AT_ONCE)),
        "it was known to fail");
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(evidence, otherModelNext(1, 3, false, Failover.QUICK)),
        "it would take as long again");
    assertEquals(
        new Next.Move(Where.OTHER_MODEL),
        Failover.after(evidence, otherModelNext(1, 1, false, AT_ONCE)),
        "the last attempt is the fallback's");
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(evidence, others(false, true, false)),
        "where another offer of the model is left, it is moved to at once");
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"TIMED_OUT", "MODEL_GONE", "RATE_LIMITED", "SERVER_ERROR"})
  void theLastAttemptIsTheFallbacksHoweverManyOffersAreLeft(Finding finding) {
    Situation last =
        new Situation(
            1,
            1,
            true,
            false,
            false,
            true,
            true,
            false,
            AT_ONCE,
            Duration.ofMinutes(1),
            Optional.empty(),
            Optional.empty());
    assertEquals(new Next.Move(Where.OTHER_MODEL), Failover.after(Evidence.of(finding), last));
  }

  @Test
  void aNamedWaitIsKeptBeforeAnotherModelIsTakenWhereItIsShort() {
    Situation first = otherModelNext(1, 3, false, AT_ONCE);
    Duration two = Duration.ofSeconds(2);
    assertEquals(new Next.Again(two), Failover.after(limited(two), first));
    assertEquals(
        new Next.Again(two),
        Failover.after(new Evidence(Finding.OVERLOADED, 503, Optional.of(two), ""), first));
    assertEquals(new Next.Move(Where.NEXT), Failover.after(limited(null), first));
    assertEquals(new Next.Move(Where.NEXT), Failover.after(limited(Duration.ofSeconds(30)), first));
    assertEquals(
        new Next.Move(Where.NEXT),
        Failover.after(limited(two), otherModelNext(2, 2, false, AT_ONCE)));
    assertEquals(new Next.Move(Where.NEXT), Failover.after(Evidence.of(Finding.TIMED_OUT), first));
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void oneBudgetHoldsOverAllAttempts(Finding finding) {
    Situation spent = left(0, Duration.ofMinutes(1));
    Situation late = left(3, Duration.ZERO);
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
            false,
            false,
            AT_ONCE,
            Duration.ofMillis(500),
            Optional.empty(),
            Optional.empty());
    assertEquals(new Next.GiveUp(), Failover.after(limited(Duration.ofSeconds(1)), late));
  }
}
