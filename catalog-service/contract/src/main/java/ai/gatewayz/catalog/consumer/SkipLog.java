package ai.gatewayz.catalog.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Reports records that were skipped: each is counted, and the log names one of a topic and reason a
 * minute, so that a topic full of them does not fill it. Any thread may use it.
 */
public final class SkipLog {

  private static final Logger LOG = Logger.getLogger(SkipLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Counter counter;
  private final InstantSource clock;
  private final Map<Kind, Told> told = new HashMap<>();

  /** Counts one that was skipped. */
  public interface Counter {
    void skipped(String topic, Refusal reason);
  }

  private record Kind(String topic, Refusal reason) {}

  /**
   * @param since how many were skipped since then without a word
   */
  private record Told(Instant at, long since) {}

  public SkipLog(Counter counter, InstantSource clock) {
    this.counter = counter;
    this.clock = clock;
  }

  public void skipped(ConsumerRecord<?, ?> record, Reading.Refused<?> refused) {
    skipped(record, refused.reason(), refused.about());
  }

  /** A record was sound and could not be dealt with. */
  public void failed(ConsumerRecord<?, ?> record, Throwable failure) {
    skipped(record, Refusal.FAILED, failure.getClass().getSimpleName());
    LOG.debugf(failure, "A record of %s could not be processed", record.topic());
  }

  private void skipped(ConsumerRecord<?, ?> record, Refusal reason, String about) {
    counter.skipped(record.topic(), reason);
    long others = reason == Refusal.OTHER_TYPE ? -1 : others(new Kind(record.topic(), reason));
    LOG.logf(
        others < 0 ? Logger.Level.DEBUG : Logger.Level.WARN,
        "Skipped a record of %s at partition %d, offset %d: %s (%s)%s",
        record.topic(),
        record.partition(),
        record.offset(),
        reason.tag(),
        about,
        others > 0 ? ", and " + others + " more since the last one logged" : "");
  }

  /** How many of its kind have passed without a word; -1 where it passes so itself. */
  private synchronized long others(Kind kind) {
    Instant now = clock.instant();
    Told last = told.get(kind);
    if (last == null || !now.isBefore(last.at.plus(QUIET)) || now.isBefore(last.at)) {
      told.put(kind, new Told(now, 0));
      return last == null ? 0 : last.since;
    }
    told.put(kind, new Told(last.at, last.since + 1));
    return -1;
  }
}
