package ai.gatewayz.health.probe;

import io.smallrye.mutiny.Uni;

/** Where probes are recorded. */
public interface ProbeJournal {

  /**
   * Writes a question down before it is asked, so that whoever owns the offer next knows. Ends
   * within a bounded time, and never fails: asking does not depend on it.
   */
  Uni<Void> asked(Assignment asked);

  /** Takes note that a question is over, and returns at once. */
  void settled(Settled settled);
}
