package ai.gatewayz.health.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.health.incident.Situation.Account;
import ai.gatewayz.health.incident.Situation.Cause;
import ai.gatewayz.health.incident.Situation.Down;
import ai.gatewayz.health.incident.Situation.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATE = NOW.minus(Duration.ofMinutes(2));
  private final List<Down> down = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private long answered = 1;

  private List<Step> steps() {
    return IncidentRules.steps(
        new Situation(NOW, down, Map.of("together", answered), accounts, open));
  }

  private void fails(int count, String reason, Instant since) {
    for (int i = 0; i < count; i++) {
      down.add(new Down("together", "m" + i, reason, since));
    }
  }

  private static Step opens(Cause cause, String offer, String reason, int offers) {
    return new Step.Opens(cause, "together", offer, reason, LATE, offers);
  }

  @Test
  void oneOfferIsAnIncidentOfItsOwnAndOnlyOnce() {
    fails(1, "model_gone", LATE);
    assertEquals(List.of(opens(Cause.OFFER, "m0", "model_gone", 1)), steps());
    open.add(new Open(1, Cause.OFFER, "together", "m0", 1, true));
    assertEquals(List.of(), steps());
  }

  @Test
  void mostOffersOfAProviderAtOnceAreOneIncident() {
    fails(3, "server_error", LATE);
    open.add(new Open(1, Cause.OFFER, "together", "m0", 1, true));
    assertEquals(
        List.of(
            opens(Cause.PROVIDER, null, "server_error", 3),
            new Step.Closes(1, Step.Ending.GROUPED)),
        steps());
  }

  @Test
  void fewOfManyOrModelsThatAreGoneAreNotTheProvidersFault() {
    answered = 37;
    fails(3, "server_error", LATE);
    assertEquals(3, steps().size());
    down.clear();
    answered = 0;
    fails(3, "model_gone", LATE);
    assertEquals(opens(Cause.OFFER, "m0", "model_gone", 1), steps().getFirst());
  }

  /** However many were looked at, and were well, before it began. */
  @Test
  void anOutageIsToldAsTheProvidersWhereNoneAnswersSince() {
    answered = 0;
    fails(3, "failing", LATE);
    assertEquals(List.of(opens(Cause.PROVIDER, null, "failing", 3)), steps());
  }

  @Test
  void oldTroubleIsNotAtOnce() {
    fails(3, "server_error", NOW.minus(Duration.ofHours(1)));
    assertEquals(3, steps().size(), "one for each");
  }

  @Test
  void aProvidersIncidentStaysWhileSeveralFailAndLeavesTheRestToTheirOwn() {
    open.add(new Open(7, Cause.PROVIDER, "together", null, 5, false));
    fails(3, "timed_out", NOW.minus(Duration.ofHours(1)));
    assertEquals(List.of(), steps());
    fails(6, "timed_out", LATE);
    assertEquals(List.of(new Step.Grows(7, 9)), steps());
    down.clear();
    fails(1, "timed_out", LATE);
    assertEquals(
        List.of(
            new Step.Closes(7, Step.Ending.RECOVERED), opens(Cause.OFFER, "m0", "timed_out", 1)),
        steps());
  }

  @Test
  void whatRecoversOrIsWithdrawnCloses() {
    open.add(new Open(1, Cause.OFFER, "together", "m0", 1, true));
    open.add(new Open(2, Cause.OFFER, "together", "m1", 1, false));
    assertEquals(
        List.of(
            new Step.Closes(1, Step.Ending.RECOVERED), new Step.Closes(2, Step.Ending.WITHDRAWN)),
        steps());
  }

  @Test
  void ourAccountIsOneIncidentHoweverManyOffersItHas() {
    accounts.add(new Account("together", "credits_exhausted", LATE));
    assertEquals(List.of(opens(Cause.ACCOUNT, null, "credits_exhausted", 0)), steps());
    open.add(new Open(1, Cause.ACCOUNT, "together", null, 0, false));
    assertEquals(List.of(), steps());
    accounts.clear();
    assertEquals(List.of(new Step.Closes(1, Step.Ending.RECOVERED)), steps());
  }
}
