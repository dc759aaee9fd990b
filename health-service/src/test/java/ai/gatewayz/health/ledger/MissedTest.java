package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Evidence on an offer that comes while the offer is set aside, its past being read. */
class MissedTest {

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

  private void answers() {
    verdicts.observed(
        offer.key(),
        new Observation(NOW, Source.PROBE, Finding.ANSWERED, 1, 200, Optional.empty(), 5L));
  }

  private void asked() {
    verdicts.listed(offer);
    verdicts.due("together", due -> Turns.Taken.YES);
  }

  @Test
  void theAnswerToAQuestionThatWasOutCounts() {
    asked();
    verdicts.setAside(any -> true);
    answers();
    assertTrue(changes.isEmpty(), "nobody knows yet whether it is listed");
    verdicts.listed(offer);
    assertEquals(State.AVAILABLE, verdicts.find(offer.key()).orElseThrow().verdict().state());
    assertEquals(1, changes.size());
  }

  @Test
  void itCountsOnce() {
    asked();
    verdicts.setAside(any -> true);
    answers();
    verdicts.listed(offer);
    changes.clear();
    verdicts.setAside(any -> true);
    verdicts.listed(offer);
    assertTrue(changes.isEmpty());
  }

  @Test
  void itIsForgottenWhereTheOfferIsNotListedAnyMoreOrIsAnotherReplicas() {
    asked();
    verdicts.setAside(any -> true);
    answers();
    verdicts.read(key -> true);
    verdicts.listed(offer);
    assertEquals(State.UNKNOWN, verdicts.find(offer.key()).orElseThrow().verdict().state());

    verdicts.setAside(any -> true);
    answers();
    verdicts.drop(key -> true);
    verdicts.listed(offer);
    assertEquals(State.UNKNOWN, verdicts.find(offer.key()).orElseThrow().verdict().state());
  }

  @Test
  void whatPilesUpIsBounded() {
    verdicts.listed(offer);
    verdicts.setAside(any -> true);
    for (int i = 0; i < 100_000; i++) {
      answers();
    }
    verdicts.listed(offer);
    assertTrue(changes.size() <= Recollection.MOST_MISSED);
  }
}
