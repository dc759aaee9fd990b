package ai.gatewayz.gateway.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
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

  private static final StandingConfig CONFIG =
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
    }
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
    now = now.plusSeconds(3);
    assertFalse(standings.cooling(ONE));
    standings.trying(ONE);
    assertTrue(standings.cooling(ONE), "the others keep away while one tries");
    see(ONE, Finding.ANSWERED);
    assertFalse(standings.cooling(ONE));
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
    assertTrue(standings.cooling(new OfferKey("fireworks", "a/two")));
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

  /** A further failure never shortens a wait. */
  @Test
  void aLongerWaitIsNeverCutShort() {
    Random random = new Random(2);
    Cooling cooling = Cooling.NONE;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(30_000));
      Cooling next = cooling.failed(now, Duration.ofMillis(random.nextInt(600_000)), CONFIG);
      assertFalse(next.until().isBefore(cooling.until()));
      assertEquals(cooling.failures() + 1, next.failures());
      cooling = next;
    }
  }
}
