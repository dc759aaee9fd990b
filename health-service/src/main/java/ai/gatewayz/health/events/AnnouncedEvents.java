package ai.gatewayz.health.events;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.OperatorWord;
import ai.gatewayz.health.override.Overrides;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads the verdicts that this service has published. A verdict that is skipped here is unknown
 * until its offer is probed again, and the next publication replaces it. For one thread.
 */
final class AnnouncedEvents {

  private final Verdicts verdicts;
  private final Overrides overrides;
  private final EventReader<Availability> reader;
  private final SkipLog skips;

  AnnouncedEvents(
      Verdicts verdicts, Overrides overrides, SkipLog.Counter counter, InstantSource clock) {
    this.verdicts = verdicts;
    this.overrides = overrides;
    this.reader = HealthEvents.availability(clock);
    this.skips = new SkipLog(counter, clock);
  }

  void accept(ConsumerRecord<String, byte[]> record) {
    try {
      switch (reader.read(record)) {
        case Reading.Taken<Availability>(Availability told) -> told(record, told);
        case Reading.Gone<Availability> gone -> verdicts.restoreWithdrawn(gone.key());
        case Reading.Refused<Availability> refused -> skips.skipped(record, refused);
      }
    } catch (RuntimeException | StackOverflowError e) {
      skips.failed(record, e);
    }
  }

  private void told(ConsumerRecord<String, byte[]> record, Availability told) {
    Header beneath = record.headers().lastHeader(AvailabilityHeaders.BENEATH);
    if (beneath == null) {
      verdicts.restore(told);
      return;
    }
    switch (reader.read(record.key(), beneath.value())) {
      case Reading.Taken<Availability>(Availability evident) -> {
        verdicts.restore(evident);
        if (told.retryAt() != null) {
          overrides.restore(
              new OperatorWord(told.key(), told.state(), told.since(), told.retryAt()));
        }
      }
      case Reading.Gone<Availability> ignored -> {}
      case Reading.Refused<Availability> refused -> skips.skipped(record, refused);
    }
  }
}
