package ai.gatewayz.health.world;

/** How an offer, or a whole provider, is. */
public enum Condition {
  FINE,
  /** not served any more */
  GONE,
  COLD,
  /** its licence is not ours */
  GATED,
  SERVER_ERROR,
  OVERLOADED,
  /** a proxy's page */
  HTML,
  /** status 200 and nothing in it */
  EMPTY,
  /** status 200 and an error in it */
  ERROR_INSIDE,
  /** breaks after its first word */
  BROKEN,
  /** status 200 and no choice */
  NO_CHOICES,
  /** answers whole the first time, and breaks after its first word from then on */
  ONCE,
  /** answers as often as its {@link Truth#rate} says */
  FLAKY,
  /** every other answer fails */
  FLAPPING,
  /** takes longer than it used to, and answers */
  SLOW,
  /** never answers */
  SILENT,
  KEY_REJECTED,
  CREDITS_EXHAUSTED,
  PERMISSION_DENIED,
  RATE_LIMITED;

  /** Whether it answers, and goes on to, though perhaps not every time. */
  public boolean answers() {
    return this == FINE || this == SLOW || this == FLAKY;
  }

  /** Whether it fails in ways that pass by themselves elsewhere. */
  boolean ofTheMoment() {
    return switch (this) {
      case SERVER_ERROR,
          OVERLOADED,
          HTML,
          EMPTY,
          ERROR_INSIDE,
          BROKEN,
          NO_CHOICES,
          ONCE,
          FLAPPING,
          SILENT ->
          true;
      case FINE,
          GONE,
          COLD,
          GATED,
          FLAKY,
          SLOW,
          KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          RATE_LIMITED ->
          false;
    };
  }
}
