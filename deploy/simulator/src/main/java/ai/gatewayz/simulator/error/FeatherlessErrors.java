package ai.gatewayz.simulator.error;

/** Featherless: a sleeping model is a 400, and every answer has a {@code request-id}. */
final class FeatherlessErrors implements ProviderErrors {

  private static final String INVALID = "invalid_request_error";

  @Override
  public Reply of(Problem problem) {
    return answer(problem).with("request-id", "req-sim");
  }

  private static Reply answer(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored -> unauthorized();
      case Problem.BadKey ignored -> unauthorized();
      case Problem.UnknownModel ignored -> notFound();
      case Problem.Gone ignored -> notFound();
      case Problem.NotServerless ignored -> notFound();
      case Problem.WrongPartner p -> Reply.openAi(400, p.partner(), INVALID, null, null);
      case Problem.WrongOperation ignored ->
          Reply.openAi(
              400,
              "This model does not support this operation",
              INVALID,
              "model",
              "unsupported_operation");
      case Problem.Cold p ->
          Reply.openAi(
              400,
              "The model "
                  + p.model()
                  + " is not ready: it is cold and being loaded. Please try again later.",
              INVALID,
              null,
              "model_not_ready");
      case Problem.Gated ignored ->
          Reply.openAi(
              403,
              "This model is gated. Connect your HuggingFace account to use it.",
              INVALID,
              null,
              "model_gated");
      case Problem.RateLimited p -> {
        Reply reply =
            Reply.openAi(
                429,
                "Per-user concurrency limit exceeded. This user has 10 active units; the plan allows 4.",
                "rate_limit_error",
                null,
                "concurrency_limit_exceeded");
        yield p.retryAfter() == null
            ? reply
            : reply.with("Retry-After", Long.toString(p.retryAfter().toSeconds()));
      }
      case Problem.CreditsExhausted ignored ->
          Reply.openAi(402, "Payment required", "billing_error", null, "payment_required");
      case Problem.PermissionDenied ignored ->
          Reply.openAi(403, "Model is not available on your plan", INVALID, null, "forbidden");
      case Problem.ContextTooLong ignored ->
          Reply.openAi(
              400,
              "This model's maximum context length is 32768 tokens. However, your messages resulted in 200000 tokens.",
              INVALID,
              "messages",
              "context_length_exceeded");
      case Problem.ContentRefused ignored ->
          Reply.openAi(400, "Content policy violation", INVALID, null, "content_policy_violation");
      case Problem.BudgetTooSmall ignored ->
          Reply.openAi(
              400,
              "max_tokens is too small: output limit was reached",
              INVALID,
              "max_tokens",
              null);
      case Problem.MustStream ignored ->
          Reply.openAi(400, "stream required", INVALID, "stream", null);
      case Problem.BadRequest p -> Reply.openAi(400, p.message(), INVALID, null, null);
      case Problem.ServerError p ->
          Reply.openAi(
              p.status(),
              p.status() == 503 ? "No valid executor" : "Internal server error",
              "server_error",
              null,
              null);
      case Problem.Html p -> Reply.html(p.status(), "A timeout occurred");
    };
  }

  private static Reply unauthorized() {
    return Reply.openAi(401, "Invalid API key", INVALID, null, "unauthorized");
  }

  private static Reply notFound() {
    return Reply.openAi(404, "Model not found", INVALID, null, "model_not_found");
  }
}
