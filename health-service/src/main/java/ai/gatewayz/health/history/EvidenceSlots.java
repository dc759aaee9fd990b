package ai.gatewayz.health.history;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.ledger.EvidenceFollower;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds evidence up until it is written. Any thread may add. Probes come by the door of all
 * evidence; of traffic the windows themselves are read, which know more of the time to first token.
 */
@ApplicationScoped
public class EvidenceSlots implements EvidenceFollower {

  static final Duration LENGTH = Duration.ofMinutes(15);

  /** Reached only where the database is down for long. */
  private static final int MOST = 100_000;

  private final InstantSource clock;
  private final Counter dropped;
  private final Map<At, Slot> slots = new LinkedHashMap<>();
  private final Set<At> unwritten = new LinkedHashSet<>();

  public EvidenceSlots(InstantSource clock, MeterRegistry registry) {
    this.clock = clock;
    this.dropped =
        Counter.builder("gatewayz.health.evidence.dropped")
            .description("Evidence slots (an offer's quarter of an hour) missing from the history")
            .register(registry);
  }

  record At(OfferKey key, Instant slot) {}

  @Override
  public void seen(Offer offer, Observation evidence) {
    if (evidence.source() == Source.PROBE) {
      synchronized (slots) {
        Slot slot = slot(offer.key(), evidence.at());
        slot.add(evidence.finding(), evidence.count());
        if (evidence.ttftMillis() != null) {
          slot.ttft().add(evidence.ttftMillis(), 1);
        }
      }
    }
  }

  /** A window of live traffic, of an offer that this replica owns. */
  public void seen(OutcomeWindow window) {
    synchronized (slots) {
      Slot slot = slot(new OfferKey(window.provider(), window.id()), window.to());
      for (Finding finding : Finding.values()) {
        slot.add(finding, window.findings().getOrDefault(finding.label(), 0L));
      }
      window.ttftMillis().forEach(slot.ttft()::addBelow);
    }
  }

  private Slot slot(OfferKey key, Instant at) {
    long length = LENGTH.toSeconds();
    At where = new At(key, Instant.ofEpochSecond(at.getEpochSecond() / length * length));
    if (slots.size() >= MOST && !slots.containsKey(where)) {
      At oldest = slots.keySet().iterator().next();
      slots.remove(oldest);
      unwritten.remove(oldest);
      dropped.increment();
    }
    unwritten.add(where);
    return slots.computeIfAbsent(where, absent -> new Slot());
  }

  /**
   * @param rows to be written: of the slots that are not empty
   */
  record Batch(List<At> slots, List<ObjectNode> rows) {}

  /** Takes slots with evidence that is not written; what comes later is written once more. */
  Batch take(int most) {
    synchronized (slots) {
      List<At> taken = unwritten.stream().limit(most).toList();
      List<ObjectNode> rows = new ArrayList<>();
      for (At each : taken) {
        unwritten.remove(each);
        if (!slots.get(each).empty()) {
          ObjectNode row = JsonNodeFactory.instance.objectNode();
          rows.add(row);
          row.put("provider", each.key.provider())
              .put("offer", each.key.id())
              .put("slot", each.slot.toString());
          slots.get(each).write(row);
        }
      }
      return new Batch(taken, rows);
    }
  }

  /** What was taken could not be written. */
  void back(Batch batch) {
    synchronized (slots) {
      batch.slots.stream().filter(slots::containsKey).forEach(unwritten::add);
    }
  }

  /** Forgets what is written of quarters that are over. */
  void written() {
    Instant over = clock.instant().minus(LENGTH);
    synchronized (slots) {
      slots.keySet().removeIf(each -> !each.slot.isAfter(over) && !unwritten.contains(each));
    }
  }
}
