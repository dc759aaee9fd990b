package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What others tell whose clock was ahead of this one, or this replica itself before its machine's
 * was set back, keeps no offer from being asked in time.
 */
class ClockAheadTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FRESHNESS = Duration.ofMinutes(5);

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Offer offer = Offers.chat("together", "a/b");
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(
              Map.of(
                  "gatewayz.health.watch.freshness", "5m",
                  "gatewayz.health.watch.idle-freshness", "5m")),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together")),
          List.of(),
          List.of(),
          new Overrides(),
          () -> now);

  private List<String> due() {
    List<String> ids = new ArrayList<>();
    verdicts.due(
        "together",
        each -> {
          ids.add(each.offer().id());
          return Turns.Taken.YES;
        });
    return ids;
  }

  private void see(Source source, Instant at) {
    verdicts.observed(
        offer.key(), new Observation(at, source, Finding.ANSWERED, 1, 200, Optional.empty(), null));
  }

  @Test
  void aVerdictFromAheadIsCheckedInTime() {
    Instant ahead = now.plus(HOUR);
    verdicts.restore(
        new Availability(
            offer.provider(),
            offer.id(),
            offer.model(),
            State.AVAILABLE,
            "answered",
            Source.PROBE,
            ahead,
            ahead,
            ahead,
            200,
            5L,
            null,
            ahead.toEpochMilli()));
    verdicts.listed(offer);

    now = now.plus(FRESHNESS);

    assertEquals(List.of("a/b"), due());
  }

  @Test
  void aQuestionFromAheadIsAskedAgainInTime() {
    verdicts.restoreAsked(offer.key(), now.plus(HOUR));
    verdicts.listed(offer);

    now = now.plus(FRESHNESS);

    assertEquals(List.of("a/b"), due());
  }

  @Test
  void evidenceFromAheadIsOfNow() {
    verdicts.listed(offer);
    see(Source.TRAFFIC, now.plus(HOUR));

    assertEquals(now, verdicts.find(offer.key()).orElseThrow().verdict().lastVerified());
    now = now.plus(FRESHNESS);
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void evidenceFromBehindIsOfThen() {
    Instant then = now.minusSeconds(30);
    verdicts.listed(offer);
    see(Source.TRAFFIC, then);

    assertEquals(then, verdicts.find(offer.key()).orElseThrow().verdict().lastVerified());
  }
}
