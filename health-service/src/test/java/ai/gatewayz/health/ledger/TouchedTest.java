package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.override.Overrides;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the board is told while the past is read: never that an offer is gone that may be there. */
class TouchedTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final int ALL = 10;

  private final Offer offer = Offers.chat("together", "a/b");
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together")),
          List.of(),
          List.of(),
          new Overrides(),
          () -> NOW);

  private void taken() {
    assertTrue(verdicts.touched(ALL).containsKey(offer.key()));
  }

  private void isNotTold() {
    assertEquals(Map.of(), verdicts.touched(ALL));
  }

  private void isTold(boolean listed) {
    Map<OfferKey, Optional<Watched>> told = verdicts.touched(ALL);
    assertEquals(Set.of(offer.key()), told.keySet());
    assertEquals(listed, told.get(offer.key()).isPresent());
    isNotTold();
  }

  @Test
  void whatIsPutAsideBeforeItWasTakenIsNotGone() {
    verdicts.listed(offer);
    verdicts.setAside(any -> true);
    isNotTold();
    verdicts.listed(offer);
    isTold(true);
  }

  @Test
  void itIsGoneWhereThePastIsReadAndHasItNot() {
    verdicts.listed(offer);
    verdicts.setAside(any -> true);
    isNotTold();
    verdicts.read(key -> false);
    isNotTold();
    verdicts.read(key -> true);
    isTold(false);
  }

  @Test
  void whatThePastWithdrawsMayBeListedAgain() {
    verdicts.listed(offer);
    verdicts.passedOver(offer.key());
    isNotTold();
    verdicts.listed(offer);
    isTold(true);
  }

  @Test
  void whatThePastWithdrawsForGoodIsGoneThoughNothingWasEverAnnouncedOfIt() {
    verdicts.listed(offer);
    taken();
    verdicts.passedOver(offer.key());
    isNotTold();
    verdicts.read(key -> true);
    isTold(false);
  }

  @Test
  void whatIsWithdrawnNowIsGoneAtOnce() {
    verdicts.listed(offer);
    taken();
    verdicts.withdrawn(offer.key());
    isTold(false);
  }
}
