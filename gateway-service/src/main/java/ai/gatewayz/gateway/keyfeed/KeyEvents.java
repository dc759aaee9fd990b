package ai.gatewayz.gateway.keyfeed;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of the topic. No record stops it: invalid ones, and those that fail
 * nevertheless, are skipped, counted and logged; the key that such a record is about stays as it
 * was.
 */
final class KeyEvents {

  private final EventReader<CallerKey> reader;
  private final SkipLog skips;

  KeyEvents(SkipLog.Counter counter, InstantSource clock) {
    this.reader = CatalogEvents.keys(clock);
    this.skips = new SkipLog(counter, clock);
  }

  /**
   * @param put takes a key as it is now
   * @param remove takes the id of one that is no more
   */
  void enter(
      ConsumerRecord<String, byte[]> record, Consumer<CallerKey> put, Consumer<String> remove) {
    try {
      switch (reader.read(record)) {
        case Reading.Taken<CallerKey>(CallerKey key) -> put.accept(key);
        case Reading.Gone<CallerKey>(String id) -> remove.accept(id);
        case Reading.Refused<CallerKey> refused -> skips.skipped(record, refused);
      }
    } catch (RuntimeException e) {
      skips.failed(record, e);
    }
  }
}
