package ai.gatewayz.catalog.consumer;

/** A check that a record does not stand. Without a stack: a flood of bad records must be cheap. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  /**
   * @param about which part of the record, in words of this program
   */
  RefusedException(Refusal reason, String about) {
    super(about, null, false, false);
    this.reason = reason;
  }

  Refusal reason() {
    return reason;
  }
}
