package ai.gatewayz.gateway.error;

/** The words of an error on which agents act that speak OpenAI's Responses. */
public final class ResponsesWords {

  private static final String RATE_LIMITED = "rate_limit_exceeded";

  private ResponsesWords() {}

  /** The same failure. Agents wait as long as the message says, and by the code they know that. */
  public static Failure of(Failure failure) {
    if (failure.error() != GatewayError.RATE_LIMITED
        && !failure.details().getOrDefault(Failure.FINDING, "").equals("rate_limited")) {
      return failure;
    }
    Failure coded = failure.withCode(RATE_LIMITED);
    return failure.retryAfter() == null
        ? coded
        : coded.withMessage(
            failure.message()
                + " Please try again in "
                + Failures.seconds(failure.retryAfter())
                + "s.");
  }
}
