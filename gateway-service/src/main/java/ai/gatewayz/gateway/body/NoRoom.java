package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.body.BodyBudget.Verdict;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import java.time.Duration;

/** What a caller is told whose body the gateway has no room for now. */
public final class NoRoom {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private NoRoom() {}

  static Failure failure(Verdict verdict) {
    return verdict == Verdict.USED_UP_BY_KEY
        ? Failure.of(
                GatewayError.RATE_LIMITED,
                "The concurrent requests of this API key hold all the bytes that they may. Retry after 1 s.")
            .withRetryAfter(COME_BACK)
        : Failure.of(
                GatewayError.OVERLOADED,
                "The requests at work hold all the bytes that this gateway takes. Retry after 1 s.")
            .withRetryAfter(COME_BACK);
  }

  /** Whether that is why a body was not read. */
  public static boolean is(Throwable thrown) {
    return thrown instanceof FailureException refused
        && (refused.failure().error() == GatewayError.RATE_LIMITED
            || refused.failure().error() == GatewayError.OVERLOADED);
  }
}
