package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** OpenRouter's two layouts: {@code code} as a number, and availability problems without it. */
final class OpenRouterErrors implements ProviderErrors {

  @Override
  public Reply of(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored -> coded(401, "No auth credentials found");
      case Problem.BadKey ignored -> coded(401, "User not found.");
      case Problem.UnknownModel p ->
          availability(
              400,
              p.model() + " is not a valid model ID",
              "model_not_found",
              false,
              p.model(),
              null);
      case Problem.Gone p ->
          availability(
              404,
              "No endpoints found for " + p.model() + ".",
              "no_endpoints",
              false,
              p.model(),
              null);
      case Problem.NotServerless p ->
          availability(
              404,
              "No endpoints found for " + p.model() + ".",
              "model_unavailable_upstream",
              false,
              p.model(),
              null);
      case Problem.WrongPartner p -> coded(400, "unknown provider " + p.partner());
      case Problem.WrongOperation p ->
          availability(
              400,
              p.model() + " does not support chat completions",
              "wrong_endpoint",
              false,
              p.model(),
              null);
      case Problem.Cold p ->
          availability(
              503,
              "Temporarily unavailable",
              "temporarily_unavailable",
              true,
              p.model(),
              Duration.ofSeconds(30));
      case Problem.Gated p ->
          coded(403, "Access to " + p.model() + " requires agreeing to its terms");
      case Problem.RateLimited p -> {
        Reply reply =
            availability(
                429, "Rate limit exceeded", "capacity_exhausted", true, null, p.retryAfter());
        yield p.retryAfter() == null
            ? reply
            : reply.with("Retry-After", Long.toString(p.retryAfter().toSeconds()));
      }
      case Problem.CreditsExhausted ignored ->
          coded(
              402,
              "This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 12. To increase, visit https://openrouter.ai/settings/keys/0123456789abcdef0123456789abcdef");
      case Problem.PermissionDenied ignored ->
          coded(403, "Only management keys can perform this operation");
      case Problem.ContextTooLong ignored ->
          typed(
              400,
              "This endpoint's maximum context length is 131072 tokens. However, you requested about 200000 tokens.",
              "context_length_exceeded");
      case Problem.ContentRefused ignored -> {
        ObjectNode body = body(403, "Your input was flagged");
        ((ObjectNode) body.get("error"))
            .putObject("metadata")
            .put("provider_name", "Sim")
            .put("flagged_input", "…")
            .putArray("reasons")
            .add("violence");
        yield Reply.json(403, body);
      }
      case Problem.BudgetTooSmall ignored ->
          typed(
              400,
              "Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.",
              "max_tokens_exceeded");
      case Problem.MustStream ignored -> coded(400, "stream required");
      case Problem.BadRequest p -> coded(400, p.message());
      case Problem.ServerError p -> coded(p.status(), "Provider returned error");
      case Problem.Html p -> Reply.html(p.status(), p.status() + " Bad gateway");
    };
  }

  private static ObjectNode body(int status, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("message", message).put("code", status);
    return body;
  }

  private static Reply coded(int status, String message) {
    return Reply.json(status, body(status, message));
  }

  private static Reply typed(int status, String message, String type) {
    ObjectNode body = body(status, message);
    ((ObjectNode) body.get("error")).putObject("metadata").put("error_type", type);
    return Reply.json(status, body);
  }

  private static Reply availability(
      int status,
      String message,
      String code,
      boolean retryable,
      String model,
      Duration retryAfter) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("message", message).put("http_status", status);
    ObjectNode availability =
        error.putObject("availability").put("code", code).put("retryable", retryable);
    if (model != null) {
      availability.putArray("requested_models").add(model);
    }
    if (retryAfter != null) {
      availability.put("retry_after", retryAfter.toSeconds());
    }
    return Reply.json(status, body);
  }
}
