package ai.gatewayz.health.error;

/** An answer to the caller that is an error; the message is for the caller. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ApiError error;

  public ApiException(ApiError error, String message) {
    super(message);
    this.error = error;
  }

  public ApiError error() {
    return error;
  }
}
