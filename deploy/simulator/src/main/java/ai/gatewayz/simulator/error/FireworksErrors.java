package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fireworks: codes are upper-case words, and 404 means unknown, retired or not ours. */
final class FireworksErrors implements ProviderErrors {

  @Override
  public Reply of(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored ->
          error(401, "The API key you provided is invalid.", "UNAUTHORIZED");
      case Problem.BadKey ignored ->
          error(401, "The API key you provided is invalid.", "UNAUTHORIZED");
      case Problem.UnknownModel ignored -> notFound();
      case Problem.Gone ignored -> notFound();
      case Problem.NotServerless ignored -> notFound();
      case Problem.Gated ignored -> notFound();
      case Problem.WrongPartner ignored -> notFound();
      case Problem.WrongOperation ignored ->
          error(400, "This model does not support chat completions", "INVALID_ARGUMENT");
      case Problem.Cold ignored -> error(503, "The model is being deployed", "UNAVAILABLE");
      case Problem.RateLimited p -> {
        Reply reply =
            error(429, "Request rate limit exceeded", "RESOURCE_EXHAUSTED")
                .with("x-ratelimit-limit-requests", "60")
                .with("x-ratelimit-remaining-requests", "0");
        yield p.retryAfter() == null
            ? reply
            : reply.with("Retry-After", Long.toString(p.retryAfter().toSeconds()));
      }
      case Problem.CreditsExhausted ignored ->
          error(
              402, "Account has no billing method or is over its spend limit", "PAYMENT_REQUIRED");
      case Problem.PermissionDenied ignored -> error(403, "Permission denied", "PERMISSION_DENIED");
      case Problem.ContextTooLong ignored ->
          error(
              400,
              "The prompt is too long: 200000, model maximum context length: 131071",
              "INVALID_ARGUMENT");
      case Problem.ContentRefused ignored ->
          error(400, "Content policy violation", "CONTENT_POLICY_VIOLATION");
      case Problem.BudgetTooSmall ignored ->
          error(400, "max_tokens is too small: model output limit was reached", "INVALID_ARGUMENT");
      case Problem.MustStream ignored ->
          error(400, "Requests with max_tokens > 4096 must have stream=true", "INVALID_ARGUMENT");
      case Problem.BadRequest p -> error(400, p.message(), "INVALID_ARGUMENT");
      case Problem.ServerError p ->
          error(p.status(), "Internal error", p.status() == 503 ? "UNAVAILABLE" : "INTERNAL");
      case Problem.Html p -> Reply.html(p.status(), p.status() + " error");
    };
  }

  private static Reply notFound() {
    return error(404, "Model not found, inaccessible, and/or not deployed", "NOT_FOUND");
  }

  private static Reply error(int status, String message, String code) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("object", "error")
        .put("type", "invalid_request_error")
        .put("code", code)
        .put("message", message);
    return Reply.json(status, body);
  }
}
