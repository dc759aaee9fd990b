package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.record.Seen;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.providers.evidence.Finding;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Takes the outcome of every attempt; cheap enough for an event loop. */
@Singleton
public class Outcomes {

  private final OutcomeWindows windows;
  private final OutcomeMetrics metrics;
  private final LiveStandings standings;
  private final OfferRecords records;
  private final InstantSource clock;
  private final Doubts doubts = new Doubts();

  Outcomes(
      OutcomeWindows windows,
      OutcomeMetrics metrics,
      LiveStandings standings,
      OfferRecords records,
      InstantSource clock) {
    this.windows = windows;
    this.metrics = metrics;
    this.standings = standings;
    this.records = records;
    this.clock = clock;
  }

  /** Counts it, and files under its offer what it says for everybody. */
  public void record(AttemptOutcome outcome) {
    metrics.attempt(outcome);
    if (outcome.telling()) {
      file(outcome);
    }
  }

  /** A provider says that an offer cannot do what a request needed. */
  public void refused(OfferView offer, Capability capability) {
    windows.refused(offer, capability);
  }

  /**
   * One that is suspicious, where nobody asks whether the offer is to blame. It has been recorded
   * already.
   *
   * @param holder of the API key that the request came with
   */
  public void suspect(AttemptOutcome outcome, String holder) {
    if (doubts.confirmed(outcome.offer().key(), holder, clock.instant())) {
      file(outcome);
    }
  }

  private void file(AttemptOutcome outcome) {
    if (outcome.evidence().finding() == Finding.ANSWERED) {
      doubts.answered(outcome.offer().key());
    }
    standings.observed(outcome.offer().key(), outcome.evidence());
    records.add(seen(outcome));
    windows.add(outcome.ordinary() ? outcome : outcome.untimed());
  }

  private static Seen seen(AttemptOutcome outcome) {
    return new Seen(
        outcome.offer().key(),
        outcome.evidence().finding(),
        outcome.streamed() ? outcome.ttft() : null,
        outcome.took(),
        outcome.usage() == null ? outcome.estimate().output() : outcome.usage().output(),
        outcome.ordinary());
  }
}
