package ai.gatewayz.gateway.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.standing.LiveStandings.Entry;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
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

  static final StandingConfig CONFIG =
      new StandingConfig() {
        @Override
        public Duration first() {
          return Duration.ofSeconds(2);
        }

        @Override
        public Duration longest() {
          return Duration.ofSeconds(20);
        }

        @Override
        public Duration longestAsked() {
          return Duration.ofMinutes(5);
        }

        @Override
        public boolean probe() {
          return true;
        }

        @Override
        public Duration trial() {
          return Duration.ofSeconds(5);
        }

        @Override
        public int offersOfProvider() {
          return 3;
        }
      };

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
    now = now.plusSeconds(19);
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
    assertEquals(Entry.COOLING, standings.enter(ONE));
    now = now.plusSeconds(3);
    assertFalse(standings.cooling(ONE));
    assertEquals(Entry.TRIAL, standings.enter(ONE));
    assertTrue(standings.cooling(ONE), "the others keep away while one tries");
    assertEquals(Entry.COOLING, standings.enter(ONE));
    see(ONE, Finding.ANSWERED);
    assertEquals(Entry.FREE, standings.enter(ONE));
  }

  @Test
  void aTrialThatSaysNothingMakesRoomForAnother() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(3);
    assertEquals(Entry.TRIAL, standings.enter(ONE));
    see(ONE, Finding.REQUEST_REFUSED);
    assertEquals(Entry.TRIAL, standings.enter(ONE));
    now = now.plus(CONFIG.trial());
    assertEquals(Entry.TRIAL, standings.enter(ONE), "the one before was lost");
  }

  @Test
  void aTrialThatFailsLengthensTheWait() {
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(2);
    assertEquals(Entry.TRIAL, standings.enter(ONE));
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusSeconds(5);
    assertEquals(Entry.TRIAL, standings.enter(ONE));
    see(ONE, Finding.SERVER_ERROR);
    now = now.plusMillis(7_999);
    assertEquals(Entry.COOLING, standings.enter(ONE));
    now = now.plusMillis(1);
    assertEquals(Entry.TRIAL, standings.enter(ONE));
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
              if (standings.enter(offer) == Entry.TRIAL) {
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
    assertEquals(Entry.TRIAL, standings.enter(ONE));
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
      standings.enter(ONE);
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
      Cooling next = cooling.failed(now, Duration.ofMillis(random.nextInt(600_000)), CONFIG);
      assertFalse(next.until().isBefore(cooling.until()));
      assertEquals(cooling.failures() + (cooling.cooling(now) ? 0 : 1), next.failures());
      cooling = next;
    }
  }
}
