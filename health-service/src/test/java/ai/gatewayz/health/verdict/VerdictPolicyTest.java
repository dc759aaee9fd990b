package ai.gatewayz.health.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictPolicyTest {

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
  void oneAnswerMakesAnUnknownOfferAvailable() {
    assertEquals(State.AVAILABLE, see(Finding.ANSWERED));
    assertEquals(now, verdict.lastVerified());
    assertEquals("answered", verdict.reason());
  }

  @Test
  void onlyASecondSignInARowMakesItUnavailable() {
    see(Finding.ANSWERED);
    assertEquals(State.AVAILABLE, see(Finding.MODEL_GONE));
    assertTrue(verdict.suspect());
    assertEquals(State.AVAILABLE, see(Finding.ANSWERED));
    assertEquals(State.AVAILABLE, see(Finding.MODEL_GONE));
    assertEquals(State.UNAVAILABLE, see(Finding.MODEL_GONE));
    assertEquals("model_gone", verdict.reason());
    assertEquals(now, verdict.since());
  }

  @Test
  void recoveryLetsSomeTrafficInAndConfirms() {
    see(Finding.MODEL_GONE);
    see(Finding.MODEL_GONE);
    assertEquals(State.DEGRADED, see(Finding.ANSWERED));
    assertEquals(State.AVAILABLE, see(Finding.ANSWERED));
  }

  private State late(Finding finding, Duration late, long count) {
    Observation seen =
        new Observation(now.minus(late), Source.TRAFFIC, finding, count, 0, Optional.empty(), null);
    verdict = policy.apply(verdict, seen);
    return verdict.state();
  }

  @Test
  void anAnswerThatWasGivenBeforeItWasGoneDoesNotBringItBack() {
    see(Finding.ANSWERED);
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    assertEquals(State.UNAVAILABLE, verdict.state());
    assertEquals(State.UNAVAILABLE, late(Finding.ANSWERED, Duration.ofSeconds(5), 100));
    assertEquals(State.UNAVAILABLE, late(Finding.ANSWERED, Duration.ofSeconds(15), 100));
    assertTrue(verdict.recent().good() > 150, "they were answers all the same");
    assertEquals(State.DEGRADED, see(Finding.ANSWERED, Source.TRAFFIC));
  }

  @Test
  void answersOfTheSameMomentCountAndSoDoThoseOfAClockThatWasSetBack() {
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    assertEquals(State.DEGRADED, late(Finding.ANSWERED, Duration.ofSeconds(1), 1));
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    assertEquals(State.UNAVAILABLE, verdict.state());
    assertEquals(State.DEGRADED, late(Finding.ANSWERED, Duration.ofHours(1), 1));
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void onlyEvidenceAboutTheModelAndFaultsThatLastMakeItUnavailable(Finding finding) {
    for (State start : new State[] {State.UNKNOWN, State.AVAILABLE}) {
      verdict = Verdict.unknown(NOON);
      if (start == State.AVAILABLE) {
        see(Finding.ANSWERED);
      }
      for (int i = 0; i < 50; i++) {
        see(finding);
      }
      boolean lasts = finding.subject() == Subject.MOMENT;
      boolean gone = finding.subject() == Subject.MODEL && !finding.alive();
      if (!lasts && (!gone || finding == Finding.COLD)) {
        assertNotEquals(State.UNAVAILABLE, verdict.state(), finding.toString());
      } else {
        assertEquals(State.UNAVAILABLE, verdict.state(), finding.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {
        "KEY_REJECTED",
        "CREDITS_EXHAUSTED",
        "PERMISSION_DENIED",
        "RATE_LIMITED",
        "CONTEXT_TOO_LONG",
        "CONTENT_REFUSED"
      })
  void accountAndRequestLeaveTheVerdictAsItWas(Finding finding) {
    see(Finding.ANSWERED);
    long version = verdict.version();
    for (int i = 0; i < 20; i++) {
      see(finding);
    }
    assertEquals(State.AVAILABLE, verdict.state());
    assertEquals(version, verdict.version());
  }

  @Test
  void faultsOfTheMomentDegradeAfterSeveral() {
    see(Finding.ANSWERED);
    see(Finding.SERVER_ERROR);
    assertEquals(State.AVAILABLE, see(Finding.TIMED_OUT));
    assertEquals(State.DEGRADED, see(Finding.SERVER_ERROR));
    see(Finding.ANSWERED);
    assertEquals(State.AVAILABLE, see(Finding.ANSWERED));
  }

  @Test
  void oldSignsAreNotInARowWithNewOnes() {
    see(Finding.MODEL_GONE);
    now = now.plus(Duration.ofDays(3));
    assertEquals(State.UNKNOWN, see(Finding.MODEL_GONE));
  }

  @Test
  void aCallersWrongQuestionIsNoSignButAProbesIs() {
    see(Finding.ANSWERED);
    for (int i = 0; i < 10; i++) {
      see(Finding.WRONG_OPERATION, Source.TRAFFIC);
    }
    assertEquals(State.AVAILABLE, verdict.state());
  }

  @Test
  void noDataIsUnknownAndHasNoReason() {
    assertEquals(State.UNKNOWN, verdict.state());
    assertNull(verdict.reason());
    assertEquals(0, verdict.version());
  }

  @Test
  void oneAnswerIsNeverProofEnoughToTakeAModelAway() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VerdictSettings(
                1, 3, 2, 4, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(1)));
  }

  /** Whatever happens, versions grow with every change, and one fault never takes a model away. */
  @Test
  void anyHistoryKeepsTheRules() {
    Random random = new Random(5);
    Finding[] findings = Finding.values();
    for (int run = 0; run < 500; run++) {
      verdict = Verdict.unknown(now);
      Finding before = null;
      for (int step = 0; step < 60; step++) {
        Verdict held = verdict;
        Finding finding = findings[random.nextInt(findings.length)];
        see(finding);
        if (verdict.state() != held.state()) {
          assertTrue(verdict.version() > held.version());
          boolean lasted =
              verdict.state() == State.UNAVAILABLE && finding.subject() == Subject.MOMENT;
          assertEquals(lasted ? "failing" : finding.label(), verdict.reason());
        } else {
          assertEquals(held.since(), verdict.since());
        }
        if (verdict.state() == State.UNAVAILABLE && held.state() != State.UNAVAILABLE) {
          assertTrue(Set.of(Subject.MODEL, Subject.MOMENT).contains(finding.subject()));
          boolean gone = finding.subject() == Subject.MODEL;
          assertTrue(!gone || before != Finding.ANSWERED);
        }
        if (verdict.state() == State.AVAILABLE || verdict.state() == State.DEGRADED) {
          assertNotNull(verdict.lastVerified());
        }
        before = finding;
      }
    }
  }
}
