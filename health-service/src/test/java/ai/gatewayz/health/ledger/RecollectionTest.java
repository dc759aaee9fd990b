package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.override.Overrides;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a replica makes of the past that it reads when partitions come to it. */
class RecollectionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Offer offer = Offers.chat("together", "a/b");
  private final List<Change> changes = new ArrayList<>();
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together")),
          List.of(changes::add),
          List.of(),
          new Overrides(),
          () -> NOW);

  private void told() {
    verdicts.restore(
        new Availability(
            offer.provider(),
            offer.id(),
            offer.model(),
            State.AVAILABLE,
            "answered",
            Source.PROBE,
            NOW,
            NOW,
            NOW,
            200,
            5L,
            null,
            7));
  }

  @Test
  void aVerdictIsWithdrawnWhoseOfferWasWithdrawnWhileNobodyWasThere() {
    told();
    verdicts.read(key -> false);
    assertEquals(List.of(), changes);
    verdicts.read(key -> true);
    verdicts.read(key -> true);
    assertEquals(List.of(new Change.Withdrawn(offer.key())), changes);
    assertEquals(Set.of(offer.key()), verdicts.touched(10).keySet());
  }

  @Test
  void soIsOneWhoseOfferIsStillSeenToHaveBeenListed() {
    told();
    verdicts.listed(offer);
    verdicts.passedOver(offer.key());
    assertEquals(List.of(), changes);
    verdicts.read(key -> true);
    assertEquals(List.of(new Change.Withdrawn(offer.key())), changes);
  }

  @Test
  void whatWasListedAgainKeepsItsVerdictAndIsNotToldAgain() {
    told();
    verdicts.listed(offer);
    verdicts.passedOver(offer.key());
    verdicts.listed(offer);
    verdicts.read(key -> true);
    assertEquals(List.of(), changes);
    assertEquals(State.AVAILABLE, verdicts.find(offer.key()).orElseThrow().verdict().state());
  }

  @Test
  void aWithdrawalThatWasToldIsNotToldAgain() {
    told();
    verdicts.restoreWithdrawn(offer.key());
    verdicts.read(key -> true);
    assertEquals(List.of(), changes);
  }
}
