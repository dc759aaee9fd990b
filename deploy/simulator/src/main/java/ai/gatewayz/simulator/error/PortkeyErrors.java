package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;

/** Portkey: its own errors begin with its name; its targets' pass through in the OpenAI shape. */
final class PortkeyErrors implements ProviderErrors {

  private static final String INVALID = "invalid_request_error";

  @Override
  public Reply of(Problem problem) {
    return answer(problem).with("x-portkey-trace-id", "sim");
  }

  private static Reply answer(Problem problem) {
    return switch (problem) {
      case Problem.NoKey ignored ->
          own(401, "AB05", "Portkey Error: Missing API Key. Error Code: 03");
      case Problem.BadKey ignored ->
          own(401, "AB05", "Portkey Error: Invalid API Key. Error Code: 03");
      case Problem.UnknownModel p -> notFound(p.model());
      case Problem.Gone p -> notFound(p.model());
      case Problem.NotServerless p -> notFound(p.model());
      case Problem.WrongPartner p -> notFound(p.partner());
      case Problem.WrongOperation p ->
          Reply.openAi(
              400,
              "deepinfra error: " + p.model() + " is not a chat model",
              INVALID,
              "model",
              null);
      case Problem.Cold ignored ->
          Reply.openAi(
              503, "deepinfra error: Model busy, retry later", "engine_overloaded", null, null);
      case Problem.Gated ignored ->
          Reply.openAi(
              403,
              "deepinfra error: model access not granted",
              "permission_error",
              null,
              "model_access_denied");
      case Problem.RateLimited p -> {
        Reply reply =
            Reply.openAi(
                429,
                "deepinfra error: Rate limit reached",
                "rate_limit_error",
                null,
                "rate_limit_exceeded");
        yield p.retryAfter() == null
            ? reply
            : reply.with("retry-after-ms", Long.toString(p.retryAfter().toMillis()));
      }
      case Problem.CreditsExhausted ignored -> own(412, "AB09", "Portkey Error: budget exhausted");
      case Problem.PermissionDenied ignored -> own(403, "AB03", "Portkey Error: forbidden");
      case Problem.ContextTooLong ignored ->
          Reply.openAi(
              400,
              "deepinfra error: This model's maximum context length is 131072 tokens. However, your messages resulted in 200000 tokens.",
              INVALID,
              "messages",
              "context_length_exceeded");
      case Problem.ContentRefused ignored ->
          own(446, "AB01", "Portkey Error: guardrail checks failed");
      case Problem.BudgetTooSmall ignored ->
          Reply.openAi(
              400,
              "openai error: Could not finish the message because max_tokens or model output limit was reached.",
              INVALID,
              "max_tokens",
              null);
      case Problem.MustStream ignored ->
          Reply.openAi(400, "stream required", INVALID, "stream", null);
      case Problem.BadRequest p -> Reply.openAi(400, p.message(), INVALID, null, null);
      case Problem.ServerError p ->
          Reply.openAi(p.status(), "deepinfra error: internal error", "server_error", null, null);
      case Problem.Html p -> Reply.html(p.status(), p.status() + " error");
    };
  }

  private static Reply notFound(String model) {
    return Reply.openAi(
        404,
        "deepinfra error: The model `" + model + "` does not exist",
        INVALID,
        "model",
        "model_not_found");
  }

  private static Reply own(int status, String code, String message) {
    return Reply.json(
        status,
        Json.object().put("status", "failure").put("error_code", code).put("message", message));
  }
}
