package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability;
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
    verdicts.restore(availability(7));
  }

  private Availability availability(long version) {
    return new Availability(
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
        version);
  }

  /** Learned here, and perhaps not announced. */
  private long learned() {
    verdicts.listed(offer);
    for (int i = 0; i < 2; i++) {
      verdicts.observed(
          offer.key(),
          new Observation(NOW, Source.PROBE, Finding.MODEL_GONE, 1, 404, Optional.empty(), null));
    }
    changes.clear();
    verdicts.setAside(any -> true);
    assertTrue(verdicts.find(offer.key()).isEmpty());
    return NOW.toEpochMilli();
  }

  private State state() {
    return verdicts.find(offer.key()).orElseThrow().verdict().state();
  }

  @Test
  void whatWasLearnedHereOutlivesAnOlderAnnouncement() {
    learned();
    told();
    verdicts.listed(offer);
    assertEquals(State.UNAVAILABLE, state());
    verdicts.read(key -> true);
    assertEquals(List.of(), changes, "it waits to be announced as it is");
    assertEquals(Set.of(offer.key()), verdicts.touched(10).keySet());
  }

  @Test
  void whatNobodyHasAnnouncedYetIsKeptToo() {
    learned();
    verdicts.listed(offer);
    assertEquals(State.UNAVAILABLE, state());
  }

  @Test
  void whatAnotherReplicaKnewLaterCountsMore() {
    long version = learned();
    verdicts.restore(availability(version + 60_000));
    verdicts.listed(offer);
    assertEquals(State.AVAILABLE, state());
    assertEquals(version + 60_000, verdicts.find(offer.key()).orElseThrow().verdict().version());
  }

  /** Partitions that came are read; the others of this replica are not touched by it. */
  @Test
  void whatComesSetsNothingAsideThatWasHereAlready() {
    verdicts.listed(offer);
    verdicts.setAside(key -> !key.equals(offer.key()));
    assertTrue(verdicts.find(offer.key()).isPresent());
    assertTrue(verdicts.hurry(offer.key()));
  }

  @Test
  void whatWasWithdrawnMeanwhileIsWithdrawn() {
    learned();
    verdicts.read(key -> true);
    assertEquals(List.of(new Change.Withdrawn(offer.key())), changes);
    verdicts.listed(offer);
    assertEquals(State.UNKNOWN, state());
  }

  @Test
  void whatIsAnotherReplicasIsForgotten() {
    learned();
    verdicts.drop(key -> true);
    verdicts.read(key -> true);
    verdicts.listed(offer);
    assertEquals(List.of(), changes);
    assertEquals(State.UNKNOWN, state());
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
