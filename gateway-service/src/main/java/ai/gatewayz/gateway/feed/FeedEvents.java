package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.HealthEvents;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of the two topics. No record stops it: invalid ones, and those that fail
 * nevertheless, are skipped, counted and logged.
 */
final class FeedEvents {

  // Fewer are understood sooner than other threads wake up.
  private static final int MANY = 100;

  private final EventReader<Offer> offers;
  private final EventReader<Availability> verdicts;
  private final SkipLog skips;

  FeedEvents(SkipLog.Counter counter, InstantSource clock) {
    this.offers = CatalogEvents.offers(clock);
    this.verdicts = HealthEvents.availability(clock);
    this.skips = new SkipLog(counter, clock);
  }

  /**
   * Understanding an event takes longer than entering it: at a start, with tens of thousands, all
   * processors do that. They are entered in the order in which they came.
   */
  void enter(List<ConsumerRecord<String, byte[]>> records, Ledger ledger) {
    Stream<ConsumerRecord<String, byte[]>> stream =
        records.size() >= MANY ? records.parallelStream() : records.stream();
    List<FeedEvent> events = stream.map(this::read).toList();
    for (int i = 0; i < events.size(); i++) {
      enter(records.get(i), events.get(i), ledger);
    }
  }

  private void enter(ConsumerRecord<String, byte[]> record, FeedEvent event, Ledger ledger) {
    if (event instanceof FeedEvent.Unusable unusable) {
      skips.skipped(record, unusable.refused());
      return;
    }
    try {
      event.enter(ledger);
    } catch (RuntimeException | StackOverflowError e) {
      skips.failed(record, e);
    }
  }

  /** Any thread may ask. */
  FeedEvent read(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topic.OFFERS.topicName())) {
      return switch (offers.read(record)) {
        case Reading.Taken<Offer>(Offer offer) -> new FeedEvent.Offered(offer);
        case Reading.Gone<Offer> gone -> new FeedEvent.Withdrawn(gone.key());
        case Reading.Refused<Offer> refused -> new FeedEvent.Unusable(refused);
      };
    }
    return switch (verdicts.read(record)) {
      case Reading.Taken<Availability>(Availability verdict) -> new FeedEvent.Judged(verdict);
      case Reading.Gone<Availability> gone -> new FeedEvent.Forgotten(gone.key());
      case Reading.Refused<Availability> refused -> new FeedEvent.Unusable(refused);
    };
  }
}
