package ai.gatewayz.health.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * Evidence of one kind in a row.
 *
 * @param length at most {@link #LONGEST}: beyond, only the back-off would care, and it is capped
 * @param last when it last grew; null where it never did
 */
public record Streak(Kind kind, int length, Instant last) {

  public static final int LONGEST = 1_000;
  public static final Streak NONE = new Streak(Kind.SOUND, 0, null);

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

  Streak grow(Kind kind, long by, Instant at, Duration memory) {
    boolean follows = kind == this.kind && last != null && last.plus(memory).isAfter(at);
    long grown = (follows ? length : 0) + by;
    return new Streak(kind, (int) Math.min(grown, LONGEST), at);
  }
}
