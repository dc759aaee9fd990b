package ai.gatewayz.health.verdict;

import ai.gatewayz.health.contract.Availability.Source;
import java.time.Duration;
import java.time.Instant;

/**
 * What has gone wrong since the last answer, and what callers have seen go wrong that no evidence
 * of the same strength has cleared yet.
 *
 * @param since when the first fault of the moment after the last answer was seen; null: none was
 * @param byProbe whether a probe saw any of these
 * @param byUsers whether callers did
 * @param toClear so many whole answers to probes, streamed and not, weigh as much as what callers
 *     saw fail; 0 where nothing is to be cleared
 */
public record Faults(Instant since, boolean byProbe, boolean byUsers, int toClear) {

  public static final Faults NONE = new Faults(null, false, false, 0);

  /** A probe's question is a small one: one answer to it proves less than a caller's failure. */
  private static final int ANSWERS_TO_CLEAR = 2;

  boolean forLong(Duration enough, Instant now) {
    return since != null && !since.plus(enough).isAfter(now);
  }

  /** Whether a probe and callers have both seen them. */
  boolean fromBothSides() {
    return byProbe && byUsers;
  }

  Faults failed(Observation seen) {
    return new Faults(
        since == null || seen.at().isBefore(since) ? seen.at() : since,
        byProbe || seen.source() == Source.PROBE,
        byUsers || seen.source() == Source.TRAFFIC,
        doubted(seen).toClear);
  }

  /** The same without a fault of the moment: callers were told that the model is gone. */
  Faults doubted(Observation seen) {
    int left = seen.source() == Source.TRAFFIC ? ANSWERS_TO_CLEAR : toClear;
    return new Faults(since, byProbe, byUsers, left);
  }

  Faults answered(Source by) {
    int left = by == Source.PROBE ? Math.max(0, toClear - 1) : 0;
    return left == 0 ? NONE : new Faults(null, false, false, left);
  }
}
