package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the windows of other replicas in. No record stops it. For one thread. */
final class HeardOutcomes {

  private final String replica;
  private final LiveStandings standings;
  private final EventReader<OutcomeWindow> reader;
  private final SkipLog skips;

  /**
   * @param replica whose windows are no news
   */
  HeardOutcomes(
      String replica, LiveStandings standings, SkipLog.Counter counter, InstantSource clock) {
    this.replica = replica;
    this.standings = standings;
    this.reader = HealthEvents.outcomes(clock);
    this.skips = new SkipLog(counter, clock);
  }

  void accept(ConsumerRecord<String, byte[]> record) {
    switch (reader.read(record)) {
      case Reading.Taken<OutcomeWindow>(OutcomeWindow window) -> {
        try {
          if (!window.replica().equals(replica)) {
            heard(window);
          }
        } catch (RuntimeException | StackOverflowError e) {
          skips.failed(record, e);
        }
      }
      case Reading.Refused<OutcomeWindow> refused -> skips.skipped(record, refused);
      case Reading.Gone<OutcomeWindow> ignored -> {}
    }
  }

  /** A window with both is no failure: the offer answers some. */
  private void heard(OutcomeWindow window) {
    OfferKey key = new OfferKey(window.provider(), window.id());
    boolean answers = window.findings().getOrDefault(Finding.ANSWERED.label(), 0L) > 0;
    for (Finding finding : Finding.values()) {
      if (window.findings().getOrDefault(finding.label(), 0L) > 0
          && (finding == Finding.ANSWERED || !answers)) {
        standings.observed(key, Evidence.of(finding));
      }
    }
  }
}
