package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.fleet.Fleet;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what other replicas publish: the failures of those of this version, and the windows of
 * single offers of those of the version before, which publish nothing else. No record stops it. For
 * one thread.
 */
final class HeardOutcomes {

  private final String replica;
  private final LiveStandings standings;
  private final Fleet fleet;
  private final EventReader<FailureWindow> failures;
  private final EventReader<OutcomeWindow> outcomes;
  private final SkipLog skips;
  private final InstantSource clock;
  private Instant olderHeard;

  /**
   * @param replica whose windows are no news
   */
  HeardOutcomes(
      String replica,
      LiveStandings standings,
      Fleet fleet,
      SkipLog.Counter counter,
      InstantSource clock) {
    this.replica = replica;
    this.standings = standings;
    this.fleet = fleet;
    this.failures = HealthEvents.failures(clock);
    this.outcomes = HealthEvents.outcomes(clock);
    this.skips = new SkipLog(counter, clock);
    this.clock = clock;
    this.olderHeard = clock.instant();
  }

  /** When a replica of the version before was last heard, or listening began. */
  Instant olderHeard() {
    return olderHeard;
  }

  void accept(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.topic().equals(Topic.FAILURES.topicName())) {
        failures(record);
      } else {
        outcome(record);
      }
    } catch (RuntimeException | StackOverflowError e) {
      skips.failed(record, e);
    }
  }

  private void failures(ConsumerRecord<String, byte[]> record) {
    switch (failures.read(record)) {
      case Reading.Taken<FailureWindow>(FailureWindow window) -> {
        if (!window.replica().equals(replica)) {
          fleet.heard(window.replica());
          window
              .offers()
              .forEach(each -> heard(new OfferKey(each.provider(), each.id()), each.findings()));
        }
      }
      case Reading.Refused<FailureWindow> refused -> skips.skipped(record, refused);
      case Reading.Gone<FailureWindow> ignored -> {}
    }
  }

  private void outcome(ConsumerRecord<String, byte[]> record) {
    switch (outcomes.read(record)) {
      case Reading.Taken<OutcomeWindow>(OutcomeWindow window) -> {
        if (!window.inTraffic() && !window.replica().equals(replica)) {
          olderHeard = clock.instant();
          fleet.heard(window.replica());
          heard(new OfferKey(window.provider(), window.id()), window.findings());
        }
      }
      case Reading.Refused<OutcomeWindow> refused -> skips.skipped(record, refused);
      case Reading.Gone<OutcomeWindow> ignored -> {}
    }
  }

  /** One with both is no failure: the offer answers some. */
  private void heard(OfferKey key, Map<String, Long> findings) {
    boolean answers = findings.getOrDefault(Finding.ANSWERED.label(), 0L) > 0;
    for (Finding finding : Finding.values()) {
      if (findings.getOrDefault(finding.label(), 0L) > 0
          && (finding == Finding.ANSWERED || !answers)) {
        standings.observed(key, Evidence.of(finding));
      }
    }
  }
}
