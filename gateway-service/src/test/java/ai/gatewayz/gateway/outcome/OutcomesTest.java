package ai.gatewayz.gateway.outcome;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.Replica;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is filed of a request with wishes of its own, and what is not. */
class OutcomesTest {

  private static final Offer OFFER = chat("together", "a/one");

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OutcomeWindows windows = new OutcomeWindows(() -> now);
  private final LiveStandings standings = Replica.standings(() -> now);
  private final Outcomes outcomes =
      new Outcomes(
          windows,
          new OutcomeMetrics(registry, Map::of),
          standings,
          new OfferRecords(() -> now),
          () -> now);

  private static AttemptOutcome odd(Finding finding, boolean connected) {
    return new AttemptOutcome(
        new OfferView(OFFER, null),
        Operation.CHAT,
        true,
        Evidence.of(finding),
        finding == Finding.ANSWERED ? Duration.ofMillis(500) : null,
        Duration.ofSeconds(1),
        null,
        Tokens.NONE,
        false,
        connected);
  }

  @ParameterizedTest
  @EnumSource(value = Finding.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
  void whatItFailsWithIsCountedAndFiledUnderNobody(Finding finding) {
    AttemptOutcome outcome = odd(finding, true);
    outcomes.record(outcome);
    assertFalse(standings.failing(OFFER.key()));
    assertTrue(windows.take().isEmpty(), "health does not hear of it");
    assertEquals(1, registry.get("gatewayz.attempts").counter().count());
    boolean requests = finding.subject() == Subject.REQUEST || finding == Finding.BUDGET_TOO_SMALL;
    assertEquals(!requests, outcome.suspicious());
  }

  @Test
  void thatAProviderRefusesWhatIsNeededIsToldApartAndMovesNothingHere() {
    outcomes.refused(new OfferView(OFFER, null), Capability.TOOLS);
    outcomes.refused(new OfferView(OFFER, null), Capability.TOOLS);
    assertFalse(standings.failing(OFFER.key()));
    var window = windows.take().getFirst();
    assertEquals(Map.of(Capability.TOOLS, 2L), window.refusedFor());
    assertEquals(Map.of(), window.findings());
  }

  @Test
  void itsAnswerIsOneForEverybody() {
    standings.observed(OFFER.key(), Evidence.of(Finding.SERVER_ERROR));
    outcomes.record(odd(Finding.ANSWERED, true));
    assertFalse(standings.failing(OFFER.key()));
    var window = windows.take().getFirst();
    assertEquals(1L, window.findings().get("answered"));
    assertTrue(window.ttftMillis().isEmpty(), "its time is its own");
  }

  @Test
  void aConnectionThatWasNeverOpenedIsNobodysWish() {
    AttemptOutcome outcome = odd(Finding.UNREACHABLE, false);
    outcomes.record(outcome);
    assertTrue(standings.failing(OFFER.key()));
    assertFalse(windows.take().isEmpty());
    assertFalse(outcome.suspicious());
  }

  @Test
  void withoutQuestionsTwoCallersAreBelievedAndOneIsNot() {
    AttemptOutcome failure = odd(Finding.OVERLOADED, true);
    for (int i = 0; i < 100; i++) {
      outcomes.suspect(failure, "one");
    }
    assertFalse(standings.failing(OFFER.key()), "one caller, however often");
    outcomes.suspect(failure, "other");
    assertTrue(standings.failing(OFFER.key()));
    assertFalse(windows.take().isEmpty());
  }

  @Test
  void anAnswerInBetweenOrAMinuteClearsTheOffer() {
    AttemptOutcome failure = odd(Finding.OVERLOADED, true);
    outcomes.suspect(failure, "one");
    outcomes.record(odd(Finding.ANSWERED, true));
    outcomes.suspect(failure, "other");
    assertFalse(standings.failing(OFFER.key()));
    now = now.plus(Doubts.SOON);
    outcomes.suspect(failure, "one");
    assertFalse(standings.failing(OFFER.key()));
  }
}
