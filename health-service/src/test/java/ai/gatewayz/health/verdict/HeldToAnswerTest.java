package ai.gatewayz.health.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is held to answer, and what is not any more. */
class HeldToAnswerTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final VerdictPolicy policy = new VerdictPolicy(VerdictSettings.DEFAULTS);
  private Verdict verdict = Verdict.unknown(NOON);
  private Instant now = NOON;

  private State see(Finding finding) {
    return see(finding, Source.PROBE);
  }

  private State see(Finding finding, Source source) {
    now = now.plusSeconds(30);
    verdict =
        policy.apply(verdict, new Observation(now, source, finding, 1, 0, Optional.empty(), null));
    return verdict.state();
  }

  @Test
  void whatHasOnlyEverFailedIsUnknownAndThenFailing() {
    for (int i = 0; i < 30; i++) {
      assertEquals(State.UNKNOWN, see(Finding.SERVER_ERROR));
    }
    assertEquals(State.UNAVAILABLE, see(Finding.SERVER_ERROR));
    assertEquals("failing", verdict.reason());
    assertNull(verdict.lastVerified());
  }

  @Test
  void faultsThatTwoSeeAreNotTheMoments() {
    see(Finding.ANSWERED);
    see(Finding.SERVER_ERROR, Source.TRAFFIC);
    see(Finding.SERVER_ERROR, Source.TRAFFIC);
    assertEquals(State.DEGRADED, see(Finding.SERVER_ERROR, Source.TRAFFIC));
    assertEquals(State.UNAVAILABLE, see(Finding.TIMED_OUT));
    assertEquals("failing", verdict.reason());
  }

  /** In use, it fails three times in a row now and then. */
  @Test
  void whatAnswersSevenTimesOfTenIsNeverDead() {
    Random random = new Random(70);
    see(Finding.ANSWERED);
    int degraded = 0;
    for (int i = 0; i < 20_000; i++) {
      Finding finding = random.nextInt(10) < 7 ? Finding.ANSWERED : Finding.SERVER_ERROR;
      see(finding, random.nextInt(4) == 0 ? Source.PROBE : Source.TRAFFIC);
      assertNotEquals(State.UNAVAILABLE, verdict.state(), "after " + i);
      degraded += verdict.state() == State.DEGRADED ? 1 : 0;
    }
    assertTrue(degraded > 0);
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnew() {
    see(Finding.ANSWERED);
    for (int i = 0; i < 200; i++) {
      see(Finding.SERVER_ERROR, i % 4 < 2 ? Source.TRAFFIC : Source.PROBE);
      see(Finding.ANSWERED, Source.TRAFFIC);
      assertNotEquals(State.UNAVAILABLE, verdict.state());
    }
  }

  @Test
  void whatFailsMoreOftenThanNotIsNotDegraded() {
    see(Finding.ANSWERED);
    State state = State.AVAILABLE;
    for (int i = 0; i < 20 && state != State.UNAVAILABLE; i++) {
      see(Finding.SERVER_ERROR);
      see(Finding.SERVER_ERROR);
      state = see(Finding.SERVER_ERROR);
      see(Finding.ANSWERED);
    }
    assertEquals(State.UNAVAILABLE, state);
  }

  @Test
  void whatFailsComesBackWithItsFirstAnswer() {
    whatHasOnlyEverFailedIsUnknownAndThenFailing();
    assertEquals(State.DEGRADED, see(Finding.ANSWERED));
  }

  @Test
  void whatIsGoneAfterAllSaysSo() {
    whatHasOnlyEverFailedIsUnknownAndThenFailing();
    see(Finding.MODEL_GONE);
    see(Finding.MODEL_GONE);
    assertEquals("model_gone", verdict.reason());
  }

  @Test
  void aRefusedBudgetIsNoAnswer() {
    see(Finding.BUDGET_TOO_SMALL);
    assertNull(verdict.lastVerified());
    assertNotEquals(State.AVAILABLE, verdict.state());
  }

  @Test
  void whatWeMayNotUseIsNotHeldToAnswer() {
    see(Finding.ANSWERED);
    see(Finding.GATED);
    assertEquals(State.UNPROBEABLE, see(Finding.GATED));
  }

  @Test
  void whatDidNotAnswerLatelyIsNotHeldToAnswerAnyMore() {
    see(Finding.ANSWERED);
    Duration day = Duration.ofDays(1);
    assertEquals(State.AVAILABLE, policy.unproven(verdict, day, now.plus(day)).state());
    Verdict old = policy.unproven(verdict, day, now.plus(day).plusSeconds(1));
    assertEquals(State.UNKNOWN, old.state());
    assertEquals("lapsed", old.reason());
    assertTrue(old.version() > verdict.version());
  }

  /** A small question that is answered proves less than a caller's failure. */
  @Test
  void whatACallerSawFailIsClearedByAnswersOfBothForms() {
    assertTrue(verdict.wantsWhole());
    see(Finding.ANSWERED);
    see(Finding.GARBLED, Source.TRAFFIC);
    assertTrue(verdict.suspect());
    assertFalse(verdict.wantsWhole());
    see(Finding.ANSWERED);
    assertTrue(verdict.suspect());
    assertTrue(verdict.wantsWhole());
    see(Finding.ANSWERED);
    assertFalse(verdict.suspect());
  }

  @Test
  void anAnswerToACallerClearsIt() {
    see(Finding.ANSWERED);
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    see(Finding.ANSWERED, Source.TRAFFIC);
    assertFalse(verdict.suspect());
  }

  @Test
  void whatAProbeSawFailAProbeClears() {
    see(Finding.ANSWERED);
    see(Finding.GARBLED);
    see(Finding.ANSWERED);
    assertFalse(verdict.suspect());
  }

  @Test
  void everyFourthAnswerIsWantedWhole() {
    int whole = 0;
    for (int i = 0; i < 40; i++) {
      whole += verdict.wantsWhole() ? 1 : 0;
      see(Finding.ANSWERED);
    }
    assertEquals(11, whole);
  }
}
