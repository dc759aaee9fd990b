package ai.gatewayz.gateway.trial;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.gateway.trial.LookSchedule.Step;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider falls, is looked at and comes back; ticks come four times a second. */
class LookScheduleTest {

  private static final OfferView ONE = new OfferView(chat("together", "a/one"), null);
  private static final OfferView TWO = new OfferView(chat("together", "a/two"), null);
  private static final OfferView THREE = new OfferView(chat("together", "a/three"), null);
  private static final Duration TICK = Duration.ofMillis(250);

  private final Instant begin = Instant.parse("2026-01-01T12:00:00Z");
  private Instant now = begin;
  private final LiveStandings standings = Replica.standings(() -> now);
  private final LookSchedule schedule = new LookSchedule(standings, Replica.CONFIG);

  /** When each question was asked, in milliseconds since the beginning. */
  private final List<Long> asked = new ArrayList<>();

  private final List<OfferView> whom = new ArrayList<>();
  private final List<Long> knocked = new ArrayList<>();

  private Finding finding = Finding.OVERLOADED;
  private boolean open = true;

  private void fails(OfferView offer, Evidence evidence) {
    standings.observed(offer.key(), evidence);
    schedule.failed(offer, Operation.CHAT, evidence.finding(), now);
  }

  private void fails(OfferView offer) {
    fails(offer, Evidence.of(finding));
  }

  private void pass(Duration time, OfferView... wanted) {
    for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(TICK)) {
      for (OfferView offer : wanted) {
        schedule.wanted(offer, Operation.CHAT, now);
      }
      schedule.due(now).forEach(this::take);
    }
  }

  private void take(Step step) {
    long at = Duration.between(begin, now).toMillis();
    switch (step) {
      case Step.Ask ask -> {
        asked.add(at);
        whom.add(ask.offer());
        standings.observed(ask.offer().key(), Evidence.of(finding));
        schedule.told(ask.offer().key(), Evidence.of(finding), now);
      }
      case Step.Knock knock -> {
        knocked.add(at);
        schedule.knocked(knock.provider(), open);
      }
    }
  }

  private boolean free(OfferView offer) {
    return standings.entry(offer.key()) == LiveStandings.Entry.FREE;
  }

  @Test
  void whatFailedIsAskedWhenItsCoolingEndsAndThenFourTimesAMinute() {
    fails(ONE);
    pass(Duration.ofMinutes(3), ONE);
    assertEquals(2_000, asked.getFirst());
    assertTrue(asked.size() >= 11, asked.toString());
    for (int i = 1; i < asked.size(); i++) {
      assertEquals(15_000, asked.get(i) - asked.get(i - 1));
    }
    assertTrue(knocked.isEmpty(), "it takes connections");
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 30, 45, 60, 120})
  void itIsBackSoonAfterItsReturn(int seconds) {
    fails(ONE);
    pass(Duration.ofSeconds(seconds), ONE);
    assertTrue(asked.size() <= Math.max(1, seconds / 15), asked.size() + " questions");
    finding = Finding.ANSWERED;
    pass(Duration.ofSeconds(10));
    assertTrue(free(ONE));
    int questions = asked.size();
    pass(Duration.ofMinutes(5), ONE);
    assertEquals(questions, asked.size(), "what is well is not asked");
  }

  @Test
  void aNamedWaitIsTheTimeOfTheLook() {
    fails(ONE, new Evidence(Finding.RATE_LIMITED, 429, Optional.of(Duration.ofSeconds(40)), ""));
    pass(Duration.ofSeconds(41), ONE);
    assertEquals(List.of(40_000L), asked);
  }

  @Test
  void whatNobodyWantsIsNotAsked() {
    fails(ONE);
    pass(Duration.ofMinutes(10));
    assertTrue(asked.size() <= 20, asked.size() + " questions");
    assertTrue(asked.getLast() < 5 * 60_000, "wanted for the last time ten minutes ago");
    assertTrue(free(ONE), "a failure is forgotten");
  }

  @Test
  void aQuestionThatWaitedInVainDoesNotPutOffTheNext() {
    finding = Finding.TIMED_OUT;
    fails(ONE);
    for (int question = 0; question < 4; question++) {
      List<Step> steps = List.of();
      while (steps.isEmpty()) {
        now = now.plus(TICK);
        schedule.wanted(ONE, Operation.CHAT, now);
        steps = schedule.due(now);
      }
      asked.add(Duration.between(begin, now).toMillis());
      for (Instant end = now.plusSeconds(10); now.isBefore(end); now = now.plus(TICK)) {
        assertTrue(schedule.due(now).isEmpty(), "one at a time");
      }
      standings.observed(ONE.key(), Evidence.of(finding));
      schedule.told(ONE.key(), Evidence.of(finding), now);
    }
    assertEquals(List.of(2_000L, 17_000L, 32_000L, 47_000L), asked);
  }

  @Test
  void whatTakesNoConnectionIsKnockedAtAndAskedWhenItOpens() {
    finding = Finding.UNREACHABLE;
    open = false;
    fails(ONE);
    pass(Duration.ofSeconds(61), ONE);
    assertTrue(asked.isEmpty(), "a question would say the same");
    assertTrue(knocked.size() >= 30 && knocked.size() <= 32, knocked.size() + " knocks");
    assertFalse(free(TWO), "none of its offers can be reached");
    open = true;
    finding = Finding.ANSWERED;
    pass(Duration.ofMillis(2_500), ONE);
    assertEquals(1, asked.size());
    assertTrue(free(ONE) && free(TWO));
  }

  @Test
  void whatTakesConnectionsAndDropsThemIsAskedAsOftenAsAnythingElse() {
    finding = Finding.UNREACHABLE;
    fails(ONE);
    pass(Duration.ofMinutes(2), ONE);
    assertTrue(asked.size() >= 7 && asked.size() <= 8, asked.size() + " questions");
  }

  @Test
  void aDoorThatOpensAndShutsIsNoReasonForMoreQuestions() {
    finding = Finding.UNREACHABLE;
    fails(ONE);
    for (int i = 0; i < 45; i++) {
      open = !open;
      pass(Duration.ofSeconds(4), ONE);
    }
    for (int i = 4; i < asked.size(); i++) {
      assertTrue(asked.get(i) - asked.get(i - 4) >= 60_000, asked.toString());
    }
  }

  @Test
  void ofAProviderThatIsAwayOneIsAskedAfterTheOther() {
    finding = Finding.SERVER_ERROR;
    fails(ONE);
    fails(TWO);
    fails(THREE);
    assertTrue(standings.away("together"));
    pass(Duration.ofSeconds(50), ONE, TWO, THREE);
    assertEquals(4, asked.size(), asked.toString());
    assertEquals(3, whom.subList(0, 3).stream().distinct().count());
    finding = Finding.ANSWERED;
    pass(Duration.ofSeconds(15), ONE);
    assertTrue(free(ONE) && free(TWO) && free(THREE), "one answer is enough for all");
  }

  @Test
  void anOfferThatHasNotFailedItselfIsAskedFirst() {
    OfferView well = new OfferView(chat("together", "a/well"), null);
    finding = Finding.SERVER_ERROR;
    fails(ONE);
    fails(TWO);
    fails(THREE);
    pass(Duration.ofSeconds(1), ONE, TWO, THREE, well);
    finding = Finding.ANSWERED;
    pass(Duration.ofSeconds(2), ONE, TWO, THREE, well);
    assertEquals(List.of(well), whom);
    assertTrue(free(well));
  }

  @Test
  void aSuspicionIsLookedIntoAtOnceAndNotOften() {
    int questions = 0;
    for (int second = 0; second < 600; second++) {
      questions += schedule.suspected(ONE.key(), now) ? 1 : 0;
      now = now.plusSeconds(1);
    }
    assertEquals(40, questions);
    fails(ONE);
    assertFalse(schedule.suspected(ONE.key(), now), "it is known to fail");
  }

  @Test
  void aProviderWhoseOffersAllLimitUsIsNotAskedForEachOfThem() {
    for (int i = 0; i < 200; i++) {
      OfferView offer = new OfferView(chat("together", "a/" + i), null);
      fails(offer, Evidence.of(Finding.RATE_LIMITED));
    }
    finding = Finding.RATE_LIMITED;
    pass(Duration.ofMinutes(1));
    assertEquals(30, asked.size());
    assertEquals(30, whom.stream().distinct().count(), "each has its turn");
  }

  @Test
  void suspicionsOfAllOffersOfAProviderAreBounded() {
    int questions = 0;
    for (int i = 0; i < 10_000; i++) {
      OfferView offer = new OfferView(chat("together", "a/" + i), null);
      questions += schedule.suspected(offer.key(), now) ? 1 : 0;
    }
    assertEquals(30, questions);
  }
}
