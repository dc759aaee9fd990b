package ai.gatewayz.health.capability;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import ai.gatewayz.providers.capability.Shown;
import java.time.Instant;

/**
 * One capability of one offer; immutable.
 *
 * @param verdict what is told of it
 * @param asked when it was last asked for; null where it never was
 * @param doubts answers in a row that speak against it, and are not enough yet
 * @param unsure answers in a row that showed nothing
 * @param alarms suspicions in a row that came to nothing: each makes the next one wait for longer
 * @param suspected whether callers were refused for it since it was last tested
 */
public record Tested(
    CapabilityVerdict verdict,
    Instant asked,
    int doubts,
    int unsure,
    int alarms,
    boolean suspected) {

  /** One answer alone refutes nothing. */
  static final int REFUTED_AFTER = 2;

  private static final int MOST_COUNTED = 1_000;

  /** Nobody has asked for it yet. */
  static final Tested NEVER = new Tested(CapabilityVerdict.LISTED, null, 0, 0, 0, false);

  Tested askedAt(Instant now) {
    return new Tested(verdict, now, doubts, unsure, alarms, suspected);
  }

  Tested suspicious() {
    return new Tested(verdict, asked, doubts, unsure, alarms, true);
  }

  Tested answered(Shown shown, int httpStatus, Instant at) {
    Integer status = httpStatus == 0 ? null : httpStatus;
    return switch (shown.result()) {
      case VERIFIED ->
          new Tested(
              new CapabilityVerdict(
                  State.VERIFIED, at, Source.PROBE, null, status, shown.dimension()),
              asked,
              0,
              0,
              suspected ? grown(alarms) : 0,
              false);
      case REFUTED -> {
        boolean sure = verdict.state() == State.REFUTED || doubts + 1 >= REFUTED_AFTER;
        yield sure
            ? new Tested(
                new CapabilityVerdict(
                    State.REFUTED, at, Source.PROBE, shown.reason().label(), status, null),
                asked,
                0,
                0,
                0,
                false)
            : new Tested(verdict, asked, doubts + 1, 0, alarms, suspected);
      }
      case INCONCLUSIVE -> new Tested(verdict, asked, doubts, grown(unsure), alarms, suspected);
    };
  }

  /** Nothing that was seen counts any more. */
  Tested lapsed() {
    return new Tested(CapabilityVerdict.LISTED, asked, 0, unsure, alarms, suspected);
  }

  private static int grown(int count) {
    return Math.min(count + 1, MOST_COUNTED);
  }
}
