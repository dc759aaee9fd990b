package ai.gatewayz.simulator.error;

import java.time.Duration;

/** What is wrong with a request or with the one who answers it. */
public sealed interface Problem {

  /** No key at all. */
  record NoKey() implements Problem {}

  record BadKey() implements Problem {}

  record UnknownModel(String model) implements Problem {}

  /** Listed, and not served any more. */
  record Gone(String model) implements Problem {}

  /** HuggingFace: the partner named after the colon does not serve it. */
  record WrongPartner(String partner) implements Problem {}

  record WrongOperation(String model) implements Problem {}

  record Cold(String model) implements Problem {}

  record NotServerless(String model) implements Problem {}

  record Gated(String model) implements Problem {}

  /**
   * @param retryAfter null: no hint
   */
  record RateLimited(Duration retryAfter) implements Problem {}

  record CreditsExhausted() implements Problem {}

  record PermissionDenied() implements Problem {}

  record ContextTooLong() implements Problem {}

  record ContentRefused() implements Problem {}

  record BudgetTooSmall() implements Problem {}

  /** Fireworks: a large output has to be streamed. */
  record MustStream() implements Problem {}

  record BadRequest(String message) implements Problem {}

  record ServerError(int status) implements Problem {}

  record Html(int status) implements Problem {}
}
