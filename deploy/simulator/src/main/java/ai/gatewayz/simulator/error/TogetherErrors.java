package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Together: 403 is a prompt that is too long, and models that are not serverless have a code of
 * their own.
 */
final class TogetherErrors implements ProviderErrors {

  private static final String INVALID = "invalid_request_error";

  @Override
  public Reply of(Problem problem) {
    return answer(problem).with("x-ratelimit-reset", "1");
  }

  private static Reply answer(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored -> badKey();
      case Problem.BadKey ignored -> badKey();
      case Problem.UnknownModel p ->
          unavailable(
              404,
              "Unable to access model "
                  + p.model()
                  + ". Please visit https://api.together.ai/models to view the list of supported models.",
              "model_not_available");
      case Problem.Gone p ->
          unavailable(
              404,
              "Unable to access model "
                  + p.model()
                  + ". Please visit https://api.together.ai/models to view the list of supported models.",
              "model_not_available");
      case Problem.NotServerless p ->
          unavailable(
              400,
              "Unable to access non-serverless model "
                  + p.model()
                  + ". Please visit https://api.together.ai/models/"
                  + p.model()
                  + " to create and start a new dedicated endpoint for the model.",
              "model_not_available");
      case Problem.WrongPartner p -> unavailable(400, p.partner(), null);
      case Problem.WrongOperation p ->
          unavailable(400, p.model() + " is not a chat model", "invalid_model_type");
      case Problem.Cold ignored ->
          Reply.openAi(
              503, "The server is overloaded or not ready yet.", "overloaded_error", null, null);
      case Problem.Gated p ->
          unavailable(403, "You need to accept the terms of " + p.model(), "model_gated");
      case Problem.RateLimited p -> {
        Reply reply =
            Reply.openAi(
                    429,
                    "You have reached the rate limit specific to this model. The maximum rate limit is dynamic.",
                    "dynamic_request_limited",
                    null,
                    "rate_limit_exceeded")
                .with("x-ratelimit-remaining", "0");
        yield p.retryAfter() == null
            ? reply
            : reply.with("Retry-After", Long.toString(p.retryAfter().toSeconds()));
      }
      case Problem.CreditsExhausted ignored ->
          Reply.openAi(
              402, "Credit limit exceeded, please add credits.", "credit_limit", null, null);
      case Problem.PermissionDenied ignored ->
          Reply.openAi(401, "Your account does not have access to this.", INVALID, null, null);
      case Problem.ContextTooLong ignored ->
          Reply.openAi(
              403,
              "Input token count + `max_tokens` parameter must be less than the context length of the model being queried.",
              INVALID,
              "max_tokens",
              null);
      case Problem.ContentRefused ignored ->
          Reply.openAi(
              400,
              "The input was flagged by the safety model",
              INVALID,
              null,
              "content_policy_violation");
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
              p.status() == 503 ? "Service unavailable" : "Internal server error",
              "server_error",
              null,
              null);
      case Problem.Html p ->
          new Reply(
              p.status(),
              Map.of("Content-Type", "text/plain; charset=UTF-8"),
              "error code: " + p.status());
    };
  }

  private static Reply badKey() {
    return Reply.openAi(
        401,
        "Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.",
        INVALID,
        null,
        "invalid_api_key");
  }

  private static Reply unavailable(int status, String message, String code) {
    ObjectNode body = Json.object().put("id", "sim-1");
    body.putObject("error")
        .put("message", message)
        .put("type", INVALID)
        .putNull("param")
        .put("code", code);
    return Reply.json(status, body);
  }
}
