package ai.gatewayz.health.incident;

import ai.gatewayz.health.incident.Situation.Cause;
import java.time.Instant;

/** What is to be done about incidents. */
sealed interface Step {

  /**
   * @param offer null where the cause is not one offer
   */
  record Opens(Cause cause, String provider, String offer, String reason, Instant at, int offers)
      implements Step {}

  /** It holds more offers than ever. */
  record Grows(long id, int offers) implements Step {}

  record Closes(long id, Ending ending) implements Step {}

  enum Ending {
    RECOVERED,
    /** the offer is no longer listed */
    WITHDRAWN,
    /** it is a part of its provider's incident */
    GROUPED
  }
}
