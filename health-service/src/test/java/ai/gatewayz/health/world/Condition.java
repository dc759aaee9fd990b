package ai.gatewayz.health.world;

/** How an offer, or a whole provider, is. */
enum Condition {
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
  /** every other answer fails */
  FLAPPING,
  /** takes longer than it used to, and answers */
  SLOW,
  /** never answers */
  SILENT,
  KEY_REJECTED,
  CREDITS_EXHAUSTED,
  PERMISSION_DENIED,
  RATE_LIMITED
}
