package ai.gatewayz.health.budget;

/** What a part of the budget is for. */
public enum Purpose {
  /** whether what is known still holds, and what is new */
  ROUTINE,
  /**
   * second opinions, and offers that are in use: the last part of a day's money is kept for them
   */
  PRESSING
}
