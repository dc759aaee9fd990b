package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.standing.LiveStandings;
import jakarta.inject.Singleton;

/** Takes the outcome of every attempt; cheap enough for an event loop. */
@Singleton
public class Outcomes {

  private final OutcomeWindows windows;
  private final OutcomeMetrics metrics;
  private final LiveStandings standings;

  Outcomes(OutcomeWindows windows, OutcomeMetrics metrics, LiveStandings standings) {
    this.windows = windows;
    this.metrics = metrics;
    this.standings = standings;
  }

  public void record(AttemptOutcome outcome) {
    standings.observed(outcome.offer().key(), outcome.evidence());
    windows.add(outcome);
    metrics.attempt(outcome);
  }
}
