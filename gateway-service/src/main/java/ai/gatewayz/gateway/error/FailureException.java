package ai.gatewayz.gateway.error;

/** Carries a {@link Failure} to the one that answers; an expected end, so without a stack trace. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FailureException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
