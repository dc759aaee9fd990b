package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.body.BodyBudget.Verdict;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import java.time.Duration;

/** The error for a caller whose body exceeds the memory that is free for bodies. */
public final class NoRoom {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private NoRoom() {}

  static Failure failure(Verdict verdict) {
    return verdict == Verdict.USED_UP_BY_KEY
        ? Failure.of(
                GatewayError.RATE_LIMITED,
                "Too many request bytes in flight for this API key. Retry after 1 s.")
            .withRetryAfter(COME_BACK)
        : Failure.of(
                GatewayError.OVERLOADED,
                "Too many request bytes in flight at this gateway. Retry after 1 s.")
            .withRetryAfter(COME_BACK);
  }

  /** Whether that is why a body was not read. */
  public static boolean is(Throwable thrown) {
    return thrown instanceof FailureException refused
        && (refused.failure().error() == GatewayError.RATE_LIMITED
            || refused.failure().error() == GatewayError.OVERLOADED);
  }
}
