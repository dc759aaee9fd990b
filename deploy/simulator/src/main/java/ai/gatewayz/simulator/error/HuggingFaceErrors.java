package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;
import java.math.BigDecimal;

/** The router's errors: strings and objects side by side, HTML where no header was sent. */
final class HuggingFaceErrors implements ProviderErrors {

  private static final String INVALID = "invalid_request_error";

  @Override
  public Reply of(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored -> Reply.html(401, "401 Unauthorized");
      case Problem.BadKey ignored ->
          Reply.plain(401, "Invalid username or password.")
              .with("www-authenticate", "Bearer realm=\"Authentication required\"");
      case Problem.UnknownModel p -> notSupported(p.model());
      case Problem.Gone p -> notSupported(p.model());
      case Problem.NotServerless p -> notSupported(p.model());
      case Problem.WrongPartner p ->
          Reply.plain(400, "Model not supported by provider " + p.partner());
      case Problem.WrongOperation p ->
          Reply.openAi(
              400,
              "The requested model '" + p.model() + "' is not a chat model.",
              INVALID,
              "model",
              "model_not_supported");
      case Problem.Cold p ->
          Reply.json(
              503,
              Json.object()
                  .put("error", "Model " + p.model() + " is currently loading")
                  .put("estimated_time", new BigDecimal("23.4")));
      case Problem.Gated p ->
          Reply.plain(
              403, "You cannot access this model unless you accept the licence of " + p.model());
      case Problem.RateLimited p -> {
        Reply reply =
            Reply.openAi(
                429, "Too many requests.", "rate_limit_error", null, "rate_limit_exceeded");
        yield p.retryAfter() == null
            ? reply
            : reply.with("Retry-After", Long.toString(p.retryAfter().toSeconds()));
      }
      case Problem.CreditsExhausted ignored ->
          Reply.plain(
              402,
              "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.");
      case Problem.PermissionDenied ignored ->
          Reply.openAi(
              403,
              "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user sim",
              INVALID,
              null,
              null);
      case Problem.ContextTooLong ignored ->
          Reply.openAi(
              400,
              "This model's maximum context length is 131072 tokens. However, you requested 200000 tokens.",
              INVALID,
              "messages",
              "context_length_exceeded");
      case Problem.ContentRefused ignored ->
          Reply.openAi(
              400,
              "The request was rejected by the content policy.",
              INVALID,
              null,
              "content_policy_violation");
      case Problem.BudgetTooSmall ignored ->
          Reply.openAi(
              400,
              "Could not finish the message because max_tokens or model output limit was reached.",
              INVALID,
              "max_tokens",
              null);
      case Problem.MustStream ignored ->
          Reply.openAi(400, "stream required", INVALID, "stream", null);
      case Problem.BadRequest p -> Reply.openAi(400, p.message(), INVALID, null, null);
      case Problem.ServerError p -> Reply.plain(p.status(), "Internal error");
      case Problem.Html p -> Reply.html(p.status(), p.status() + " error");
    };
  }

  private static Reply notSupported(String model) {
    return Reply.openAi(
        400,
        "The requested model '" + model + "' is not supported by any provider you have enabled.",
        INVALID,
        "model",
        "model_not_supported");
  }
}
