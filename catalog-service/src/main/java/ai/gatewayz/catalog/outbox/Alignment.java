package ai.gatewayz.catalog.outbox;

import io.smallrye.mutiny.Uni;

/**
 * What comes before the first event that a process publishes, and again where the database turns
 * out to have been put back: what is given out next must be newer than all that Kafka holds.
 */
public interface Alignment {

  /** Reads what Kafka holds, while nothing is locked: that takes its time. */
  Uni<Void> prepare();

  /**
   * Brings the database in line, in the transaction that is open, which holds the relay's row; no
   * other process can publish meanwhile.
   *
   * @param published the number of the last outbox entry that was published
   */
  Uni<Void> align(long published);
}
