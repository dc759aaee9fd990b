package ai.gatewayz.health.events;

import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import ai.gatewayz.health.history.EvidenceSlots;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.TrafficReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads offers and outcomes. No record stops it: invalid ones, and those that fail nevertheless,
 * are skipped, counted and logged. For one thread.
 */
final class FollowedEvents {

  private final Verdicts verdicts;
  private final Hearing hearing;
  private final EvidenceSlots slots;
  private final Predicate<OfferKey> owned;
  private final EventMetrics metrics;
  private final InstantSource clock;
  private final EventReader<Offer> offers;
  private final EventReader<OutcomeWindow> outcomes;
  private final EventReader<TrafficWindow> traffic;
  private final SkipLog skips;

  /**
   * @param owned whether an offer is this replica's
   */
  FollowedEvents(
      Verdicts verdicts,
      Hearing hearing,
      EvidenceSlots slots,
      Predicate<OfferKey> owned,
      EventMetrics metrics,
      InstantSource clock) {
    this.verdicts = verdicts;
    this.hearing = hearing;
    this.slots = slots;
    this.owned = owned;
    this.metrics = metrics;
    this.clock = clock;
    this.offers = CatalogEvents.offers(clock);
    this.outcomes = HealthEvents.outcomes(clock);
    this.traffic = HealthEvents.traffic(clock);
    this.skips = new SkipLog(metrics::skipped, clock);
  }

  /**
   * @param past whether it was there when its partition came to this replica
   */
  void accept(ConsumerRecord<String, byte[]> record, boolean past) {
    try {
      if (record.topic().equals(Topic.OFFERS.topicName())) {
        offer(record, past);
      } else if (record.topic().equals(Topic.TRAFFIC.topicName())) {
        traffic(record);
      } else {
        outcome(record);
      }
    } catch (RuntimeException | StackOverflowError e) {
      skips.failed(record, e);
    }
  }

  private void offer(ConsumerRecord<String, byte[]> record, boolean past) {
    switch (offers.read(record)) {
      case Reading.Taken<Offer>(Offer offer) -> {
        verdicts.listed(offer);
        metrics.event(Topic.OFFERS);
      }
      case Reading.Gone<Offer> gone -> {
        if (past) {
          verdicts.passedOver(gone.key());
        } else {
          verdicts.withdrawn(gone.key());
        }
        metrics.event(Topic.OFFERS);
      }
      case Reading.Refused<Offer> refused -> skips.skipped(record, refused);
    }
  }

  private void traffic(ConsumerRecord<String, byte[]> record) {
    switch (traffic.read(record)) {
      case Reading.Taken<TrafficWindow>(TrafficWindow window) -> {
        window.windows().forEach(each -> heardOrSkipped(each, record));
        metrics.event(Topic.TRAFFIC);
      }
      case Reading.Gone<TrafficWindow> ignored -> {}
      case Reading.Refused<TrafficWindow> refused -> skips.skipped(record, refused);
    }
  }

  /** Gateways of before tell nothing else; the others' are in what they tell of all offers. */
  private void outcome(ConsumerRecord<String, byte[]> record) {
    switch (outcomes.read(record)) {
      case Reading.Taken<OutcomeWindow>(OutcomeWindow window) -> {
        if (!window.inTraffic()) {
          heard(seenByNow(window));
        }
        metrics.event(Topic.OUTCOMES);
      }
      case Reading.Gone<OutcomeWindow> ignored -> {}
      case Reading.Refused<OutcomeWindow> refused -> skips.skipped(record, refused);
    }
  }

  /** One that cannot be dealt with keeps no other of its record away. */
  private void heardOrSkipped(OutcomeWindow window, ConsumerRecord<String, byte[]> record) {
    try {
      heard(seenByNow(window));
    } catch (RuntimeException | StackOverflowError e) {
      skips.failed(record, e);
    }
  }

  private void heard(OutcomeWindow window) {
    OfferKey key = new OfferKey(window.provider(), window.id());
    if (owned.test(key) && !window.findings().isEmpty()) {
      slots.seen(window);
    }
    for (Observation seen : TrafficReading.of(window)) {
      hearing.heard(key, seen);
    }
    // What callers were refused for is a reason to look, and no more.
    for (Capability refused : window.refusedFor().keySet()) {
      verdicts.learned(key, held -> held.suspected(refused));
    }
  }

  /** A gateway's clock may run ahead of ours; what it has seen is not to count for longer. */
  private OutcomeWindow seenByNow(OutcomeWindow window) {
    Instant now = clock.instant();
    return window.to().isAfter(now) ? window.endingAt(now) : window;
  }
}
