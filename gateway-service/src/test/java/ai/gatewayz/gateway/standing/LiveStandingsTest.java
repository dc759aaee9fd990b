package ai.gatewayz.gateway.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.standing.LiveStandings.Entry;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveStandingsTest {

  private static final OfferKey ONE = new OfferKey("together", "a/one");
  private static final OfferKey TWO = new OfferKey("together", "a/two");
  private static final OfferKey THREE = new OfferKey("together", "a/three");
  private static final OfferKey ELSEWHERE = new OfferKey("fireworks", "a/one");

  private static final StandingConfig CONFIG = Replica.CONFIG;

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final LiveStandings standings = new LiveStandings(() -> now, CONFIG);

  private void see(OfferKey offer, Finding finding) {
    standings.observed(offer, Evidence.of(finding));
  }

  @Test
  void aFailureKeepsOthersAwayForAWhileAndASuccessEndsIt() {
    see(ONE, Finding.SERVER_ERROR);
    assertTrue(standings.cooling(ONE));
    assertFalse(standings.cooling(TWO));
    see(ONE, Finding.ANSWERED);
    assertFalse(standings.cooling(ONE));
  }

  @Test
  void waitsGrowAndAreCapped() {
    for (int i = 0; i < 30; i++) {
      see(ONE, Finding.OVERLOADED);
      now = now.plusSeconds(20);
    }
    see(ONE, Finding.OVERLOADED);
    now = now.plusSeconds(14);
    assertTrue(standings.cooling(ONE));
    now = now.plusSeconds(2);
    assertFalse(standings.cooling(ONE));
  }

  @Test
  void whatTheProviderAsksForIsKeptWithinReason() {
    standings.observed(
        ONE, new Evidence(Finding.RATE_LIMITED, 429, Optional.of(Duration.ofSeconds(60)), ""));
    now = now.plusSeconds(59);
    assertTrue(standings.cooling(ONE));
    standings.observed(
        TWO, new Evidence(Finding.RATE_LIMITED, 429, Optional.of(Duration.ofHours(9)), ""));
    now = now.plus(CONFIG.longestAsked()).plusSeconds(1);
    assertFalse(standings.cooling(TWO));
  }

  @Test
  void afterACoolingOneFindsOutForAll() {
    see(ONE, Finding.SERVER_ERROR);
    assertEquals(Entry.COOLING, standings.entry(ONE));
    now = now.plusSeconds(3);
    assertFalse(standings.cooling(ONE));
    assertEquals(Entry.DUE, standings.entry(ONE));
    assertTrue(standings.claim(ONE));
    assertTrue(standings.cooling(ONE), "the others keep away while one tries");
    assertEquals(Entry.COOLING, standings.entry(ONE));
    see(ONE, Finding.ANSWERED);
    assertEquals(Entry.FREE, standings.entry(ONE));
  }

  @Test
  void aTrialThatSaysNothingMakesRoomForAnother() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(3);
    assertTrue(standings.claim(ONE));
    see(ONE, Finding.REQUEST_REFUSED);
    assertEquals(Entry.DUE, standings.entry(ONE));
    assertTrue(standings.claim(ONE));
    now = now.plus(CONFIG.trial());
    assertEquals(Entry.DUE, standings.entry(ONE), "the one before was lost");
  }

  @Test
  void aTrialThatFailsLengthensTheWait() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(2);
    assertTrue(standings.claim(ONE));
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusMillis(7_999);
    assertEquals(Entry.COOLING, standings.entry(ONE));
    now = now.plusMillis(1);
    assertEquals(Entry.DUE, standings.entry(ONE));
  }

  @Test
  void aFailureIsForgottenAfterAMinuteInWhichNobodyLooked() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(2).plusSeconds(59);
    assertEquals(Entry.DUE, standings.entry(ONE));
    now = now.plusSeconds(1);
    assertEquals(Entry.FREE, standings.entry(ONE));
    assertFalse(standings.failing(ONE));
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(2);
    assertEquals(Entry.DUE, standings.entry(ONE), "it begins anew");
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsTheTrial() throws Exception {
    see(ONE, Finding.KEY_REJECTED);
    now = now.plusSeconds(3);
    var trials = new java.util.concurrent.atomic.AtomicInteger();
    try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        OfferKey offer = i % 2 == 0 ? ONE : TWO;
        threads.execute(
            () -> {
              if (standings.entry(offer) == Entry.DUE && standings.claim(offer)) {
                trials.incrementAndGet();
              }
            });
      }
    }
    assertEquals(1, trials.get());
  }

  @Test
  void requestsThatWereUnderWayTogetherAreOneFailure() {
    for (int i = 0; i < 100; i++) {
      see(ONE, Finding.SERVER_ERROR);
    }
    now = now.plusSeconds(2);
    assertEquals(Entry.DUE, standings.entry(ONE));
  }

  @Test
  void severalOffersThatFailAreTheProvidersFault() {
    see(ONE, Finding.SERVER_ERROR);
    see(TWO, Finding.TIMED_OUT);
    assertFalse(standings.cooling(new OfferKey("together", "a/other")));
    see(THREE, Finding.SERVER_ERROR);
    assertTrue(standings.cooling(new OfferKey("together", "a/other")));
    assertFalse(standings.cooling(ELSEWHERE));
  }

  @Test
  void whereOthersOfItsOffersAnswerItIsNotTheProvidersFault() {
    OfferKey well = new OfferKey("together", "a/well");
    OfferKey other = new OfferKey("together", "a/other");
    see(well, Finding.ANSWERED);
    now = now.plusSeconds(50);
    see(ONE, Finding.SERVER_ERROR);
    see(TWO, Finding.SERVER_ERROR);
    see(THREE, Finding.SERVER_ERROR);
    assertFalse(standings.cooling(other));
    for (int i = 0; i < 6; i++) {
      see(new OfferKey("together", "a/" + i), Finding.SERVER_ERROR);
    }
    assertTrue(standings.cooling(other), "nine in a row, and no answer");
    see(well, Finding.ANSWERED);
    assertFalse(standings.cooling(other));
  }

  @Test
  void theAnswersOfTheFailingOnesThemselvesAreNoAnswersOfOthers() {
    see(ONE, Finding.ANSWERED);
    see(TWO, Finding.ANSWERED);
    see(THREE, Finding.ANSWERED);
    see(ONE, Finding.SERVER_ERROR);
    see(TWO, Finding.SERVER_ERROR);
    see(THREE, Finding.SERVER_ERROR);
    assertTrue(standings.cooling(new OfferKey("together", "a/other")));
  }

  @Test
  void threeThatAreBrokenForGoodTakeTheirProviderAwayOnceAndForATime() {
    OfferKey other = new OfferKey("together", "a/other");
    for (OfferKey offer : new OfferKey[] {ONE, TWO, THREE}) {
      see(offer, Finding.SERVER_ERROR);
    }
    assertTrue(standings.cooling(other));
    for (int second = 0; second < 120; second += 16) {
      now = now.plusSeconds(16);
      see(ONE, Finding.SERVER_ERROR);
      see(TWO, Finding.SERVER_ERROR);
      see(THREE, Finding.SERVER_ERROR);
      assertFalse(standings.cooling(other), "they failed before: no news of their provider");
    }
    assertEquals(Entry.FREE, standings.entry(other));
    assertFalse(standings.away("together"));
  }

  @Test
  void failuresOfDifferentMinutesDoNotAddUp() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(61);
    see(TWO, Finding.UNREACHABLE);
    now = now.plusSeconds(61);
    see(THREE, Finding.UNREACHABLE);
    assertFalse(standings.cooling(new OfferKey("together", "a/other")));
    assertFalse(standings.away("together"));
  }

  @Test
  void whenAProviderIsBackSoIsWhatFellWithIt() {
    see(ONE, Finding.UNREACHABLE);
    see(TWO, Finding.UNREACHABLE);
    standings.observed(
        THREE, new Evidence(Finding.RATE_LIMITED, 429, Optional.of(Duration.ofSeconds(60)), ""));
    assertTrue(standings.away("together"));
    see(ONE, Finding.ANSWERED);
    assertEquals(Entry.FREE, standings.entry(TWO));
    assertEquals(Entry.COOLING, standings.entry(THREE), "its own rate is its own");
  }

  @Test
  void aProviderThatTakesNoConnectionIsAwayWithAllOfItsOffers() {
    standings.shut("together");
    assertTrue(standings.cooling(ONE));
    assertFalse(standings.cooling(ELSEWHERE));
    see(ONE, Finding.ANSWERED);
    assertFalse(standings.cooling(TWO));
  }

  @Test
  void whatIsOfNoWeightIsLetGo() {
    see(ONE, Finding.SERVER_ERROR);
    standings.forget();
    assertTrue(standings.failing(ONE));
    now = now.plusSeconds(70);
    standings.forget();
    assertEquals(Entry.FREE, standings.entry(ONE));
  }

  @Test
  void troubleWithTheAccountOrTheNetworkIsTheProvidersAtOnce() {
    see(ONE, Finding.KEY_REJECTED);
    assertTrue(standings.cooling(TWO));
    see(ONE, Finding.ANSWERED);
    assertFalse(standings.cooling(TWO));
    see(ELSEWHERE, Finding.UNREACHABLE);
    assertFalse(
        standings.cooling(new OfferKey("fireworks", "a/two")), "a server closes one now and then");
    see(new OfferKey("fireworks", "a/two"), Finding.UNREACHABLE);
    assertTrue(standings.cooling(new OfferKey("fireworks", "a/three")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"CONTEXT_TOO_LONG", "CONTENT_REFUSED", "REQUEST_REFUSED", "BUDGET_TOO_SMALL"})
  void theUsersOwnErrorsAreCountedAgainstNobody(Finding finding) {
    for (int i = 0; i < 10; i++) {
      see(ONE, finding);
    }
    assertFalse(standings.cooling(ONE));
  }

  @Test
  void whatFailsOftenComesLaterUntilItHasDoneWellForAWhile() {
    for (int i = 0; i < 12; i++) {
      see(ONE, i % 3 == 0 ? Finding.GARBLED : Finding.ANSWERED);
    }
    assertTrue(standings.faltering(ONE));
    assertFalse(standings.cooling(ONE), "it answers");
    for (int i = 0; i < 30; i++) {
      see(ONE, Finding.ANSWERED);
    }
    assertFalse(standings.faltering(ONE));
  }

  @Test
  void anOutageIsOneFailureHoweverLongItLasts() {
    for (int i = 0; i < 10; i++) {
      see(ONE, Finding.ANSWERED);
    }
    for (int i = 0; i < 20; i++) {
      see(ONE, Finding.SERVER_ERROR);
      now = now.plusSeconds(3);
    }
    see(ONE, Finding.ANSWERED);
    assertFalse(standings.faltering(ONE), "it is back, and used at once");
  }

  @Test
  void whatWasLongAgoWeighsNothing() {
    for (int i = 0; i < 8; i++) {
      see(ONE, Finding.GARBLED);
      see(ONE, Finding.ANSWERED);
      see(TWO, Finding.OVERLOADED);
      see(TWO, Finding.ANSWERED);
    }
    assertTrue(standings.faltering(ONE));
    assertTrue(standings.faltering(THREE), "its provider falters, and nothing is known of itself");
    assertFalse(standings.faltering(ELSEWHERE));
    now = now.plus(Duration.ofMinutes(5));
    assertFalse(standings.faltering(ONE));
    assertFalse(standings.faltering(THREE));
  }

  @Test
  void theTimeToFirstTokenFollowsWhatIsMeasured() {
    assertTrue(standings.ttftMillis(ONE).isEmpty());
    standings.measured(ONE, Duration.ofMillis(100));
    assertEquals(100, standings.ttftMillis(ONE).getAsLong());
    standings.measured(ONE, Duration.ofMillis(200));
    assertEquals(120, standings.ttftMillis(ONE).getAsLong());
  }

  /** A further failure never shortens a wait. */
  @Test
  void aLongerWaitIsNeverCutShort() {
    Random random = new Random(2);
    Cooling cooling = Cooling.NONE;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(30_000));
      Cooling next = cooling.failed(now, Duration.ofMillis(random.nextInt(600_000)), true, CONFIG);
      assertFalse(next.until().isBefore(cooling.until()));
      assertEquals(cooling.failures() + (cooling.cooling(now) ? 0 : 1), next.failures());
      cooling = next;
    }
  }
}
