package ai.gatewayz.catalog.availability;

import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.HealthEvents;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Checks verdicts; invalid ones are skipped, counted and logged. For one thread. */
final class HeardVerdicts {

  private final EventReader<Availability> reader;
  private final SkipLog skips;

  HeardVerdicts(SkipLog.Counter counter, InstantSource clock) {
    this.reader = HealthEvents.availability(clock);
    this.skips = new SkipLog(counter, clock);
  }

  /** The latest of each offer; empty where its verdict is gone. */
  Map<OfferKey, Optional<Availability>> hear(Iterable<ConsumerRecord<String, byte[]>> records) {
    Map<OfferKey, Optional<Availability>> heard = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      switch (reader.read(record)) {
        case Reading.Taken<Availability>(Availability told) ->
            heard.put(told.key(), Optional.of(told));
        case Reading.Gone<Availability> gone -> heard.put(gone.key(), Optional.empty());
        case Reading.Refused<Availability> refused -> skips.skipped(record, refused);
      }
    }
    return heard;
  }
}
