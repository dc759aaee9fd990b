package ai.gatewayz.gateway.record;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was seen of the offers that were asked within a day. Any thread may ask and tell. */
@Singleton
public class OfferRecords {

  /** Of 1.5 KiB each at most. Of more, those that were asked longest ago are forgotten. */
  private static final int MOST = 4_096;

  private static final Duration MEMORY = Duration.ofDays(1);
  private static final double NANOS = 1e9;

  private final InstantSource clock;
  private final Map<OfferKey, OfferRecord> records = new ConcurrentHashMap<>();

  public OfferRecords(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes an attempt that says something of the offer for everybody. */
  public void add(Seen seen) {
    Finding finding = seen.finding();
    boolean answered = finding == Finding.ANSWERED;
    if (!answered && (finding.alive() || finding.subject() == Subject.REQUEST)) {
      return;
    }
    long now = clock.millis();
    OfferRecord record = record(seen.offer(), now);
    record.seen(now, answered);
    if (answered && seen.ttft() != null) {
      timed(record, seen, now);
    }
  }

  private static void timed(OfferRecord record, Seen seen, long now) {
    if (seen.ordinary()) {
      record.firstToken(now, seen.ttft().toNanos() / 1e6);
    }
    long nanos = seen.took().minus(seen.ttft()).toNanos();
    // The first token is what the time begins with.
    if (seen.tokens() > 1 && nanos > 0) {
      record.speed(now, (seen.tokens() - 1) * NANOS / nanos);
    }
  }

  int size() {
    return records.size();
  }

  private OfferRecord record(OfferKey offer, long now) {
    OfferRecord known = records.get(offer);
    if (known != null) {
      return known;
    }
    if (records.size() >= MOST) {
      makeRoom(now);
    }
    return records.computeIfAbsent(offer, key -> new OfferRecord());
  }

  private synchronized void makeRoom(long now) {
    records.values().removeIf(record -> record.lastSeen() < now - MEMORY.toMillis());
    if (records.size() >= MOST) {
      // Many at once: to make room for one at a time would look at all of them each time.
      records.entrySet().stream()
          .sorted(Comparator.comparingLong(entry -> entry.getValue().lastSeen()))
          .limit(MOST / 8)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(records::remove);
    }
  }

  /** How many attempts of a day an offer had, that say something of it. */
  public long uses(OfferView offer) {
    OfferRecord record = records.get(offer.key());
    return record == null ? 0 : record.uses(clock.millis());
  }

  /** How an offer did, by the traffic through this replica and else by its verdict. */
  public Lately of(OfferView offer) {
    Instant now = clock.instant();
    OfferRecord record = records.get(offer.key());
    return (record == null ? Lately.UNSEEN : record.lately(now.toEpochMilli())).or(offer, now);
  }
}
