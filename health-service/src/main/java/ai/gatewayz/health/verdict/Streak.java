package ai.gatewayz.health.verdict;

import ai.gatewayz.health.contract.Availability.Source;
import java.time.Duration;
import java.time.Instant;

/**
 * Evidence of one kind in a row.
 *
 * @param length at most {@link #LONGEST}: beyond, only the back-off would care, and it is capped
 * @param looks how many of it came of probes: what callers meet does not count as our looking
 * @param first when it began; null where nothing was seen
 * @param last when it last grew; null where it never did
 */
public record Streak(Kind kind, int length, int looks, Instant first, Instant last) {

  public static final int LONGEST = 1_000;
  public static final Streak NONE = new Streak(Kind.SOUND, 0, 0, null, null);

  public enum Kind {
    /** it answers */
    SOUND,
    /** the model is said to be gone or unfit */
    GONE,
    /** faults of the moment */
    SHAKY,
    /** it sleeps */
    COLD,
    /** our rights to the model */
    GATED,
    /** the question itself is refused */
    REFUSED
  }

  Streak grow(Kind kind, Observation seen, Duration memory) {
    Instant at = seen.at();
    boolean follows = kind == this.kind && last != null && last.plus(memory).isAfter(at);
    long grown = (follows ? length : 0) + seen.count();
    return new Streak(
        kind,
        (int) Math.min(grown, LONGEST),
        looked(follows ? looks : 0, seen),
        follows ? first : at,
        at);
  }

  /** The same after an observation that neither adds to it nor ends it. */
  Streak looked(Observation seen) {
    return new Streak(kind, length, looked(looks, seen), first, last);
  }

  private static int looked(int looks, Observation seen) {
    return seen.source() == Source.PROBE ? Math.min(looks + 1, LONGEST) : looks;
  }
}
