package ai.gatewayz.health.evidence;

import static ai.gatewayz.health.evidence.Finding.*;

import ai.gatewayz.providers.Dialect;

/**
 * What an error says, from the most certain sign to the least: the provider's machine-readable
 * code, then status and wording together. A status alone never says that a model is gone.
 */
final class ErrorRules {

  private ErrorRules() {}

  /**
   * @param status of the answer, or what the body says where the answer was a 200; 0 where neither
   */
  static Finding finding(Dialect dialect, int status, ErrorBody error) {
    if (!error.availability().isEmpty()) {
      return byAvailability(error.availability(), status, error);
    }
    return switch (status) {
      case 400, 422 -> refused(dialect, error);
      case 401, 407 -> KEY_REJECTED;
      case 402 -> CREDITS_EXHAUSTED;
      case 403 -> forbidden(dialect, error);
      case 404, 410 -> notFound(status, error);
      case 408, 504, 524 -> TIMED_OUT;
      case 412 -> precondition(dialect, error);
      case 413 -> CONTEXT_TOO_LONG;
      case 405, 415, 431 -> REQUEST_REFUSED;
      case 429 -> tooMany(error);
      case 446 -> CONTENT_REFUSED;
      case 451 -> GATED;
      case 503, 529 -> unavailable(error);
      case 0 -> withoutStatus(dialect, error);
      default -> status >= 500 ? failed(error) : REQUEST_REFUSED;
    };
  }

  private static Finding byAvailability(String code, int status, ErrorBody error) {
    return switch (code) {
      case "model_not_found",
          "no_endpoints",
          "model_deprecated",
          "model_unavailable_upstream",
          "free_variant_ended" ->
          MODEL_GONE;
      case "wrong_endpoint" -> WRONG_OPERATION;
      case "privacy_restricted", "region_restricted" -> GATED;
      case "constraint_filtered" -> REQUEST_REFUSED;
      case "capacity_exhausted", "temporarily_unavailable" -> OVERLOADED;
      default -> status == 429 ? tooMany(error) : status >= 500 ? SERVER_ERROR : REQUEST_REFUSED;
    };
  }

  private static Finding refused(Dialect dialect, ErrorBody error) {
    String text = error.message();
    if (error.hasCode(
            "context_length_exceeded", "token_limit_exceeded", "string_too_long", "too_many_tokens")
        || Wording.CONTEXT.in(text)) {
      return CONTEXT_TOO_LONG;
    }
    if (Wording.BUDGET.in(text)) {
      return BUDGET_TOO_SMALL;
    }
    if (error.hasCode("content_filter", "content_policy_violation", "refusal", "moderation")
        || Wording.CONTENT.in(text)) {
      return CONTENT_REFUSED;
    }
    if (error.hasCode("wrong_api_key", "invalid_api_key", "authentication_error")
        || Wording.KEY.in(text)) {
      return KEY_REJECTED;
    }
    if (error.upstream()) {
      // A host behind the provider refused; the next request may meet another host.
      return REQUEST_REFUSED;
    }
    if (Wording.NOT_SERVERLESS.in(text)) {
      return NOT_SERVERLESS;
    }
    if (Wording.WRONG_OPERATION.in(text)) {
      return WRONG_OPERATION;
    }
    if (saysGone(error)) {
      return MODEL_GONE;
    }
    if (Wording.COLD.in(text)) {
      return COLD;
    }
    if (Wording.GATED.in(text)) {
      return GATED;
    }
    boolean blamesParameter = !error.param().isEmpty() && !error.param().equals("model");
    // Featherless has no other 400 without a parameter: a model that is not loaded.
    return dialect == Dialect.FEATHERLESS && !blamesParameter && !saysParameter(text)
        ? COLD
        : REQUEST_REFUSED;
  }

  private static boolean saysParameter(String text) {
    return text.matches(
        "(?is).*(?:parameter|argument|field|messages|tool|schema|json|temperature|reasoning|stream|max_(?:completion_)?tokens|unsupported|unrecogni[sz]ed|must be|required|validation).*");
  }

  private static Finding forbidden(Dialect dialect, ErrorBody error) {
    String text = error.message();
    if (error.moderated() || error.hasCode("content_policy_violation")) {
      return CONTENT_REFUSED;
    }
    if (Wording.CONTEXT.in(text)
        || (dialect == Dialect.TOGETHER
            && text.matches("(?is).*(?:max_tokens|max_new_tokens).*"))) {
      return CONTEXT_TOO_LONG;
    }
    if (Wording.KEY.in(text) || text.matches("(?is).*check the api.?key.*")) {
      return KEY_REJECTED;
    }
    if (Wording.GATED.in(text) || dialect == Dialect.FEATHERLESS) {
      return GATED;
    }
    if (Wording.CONTENT.in(text)) {
      return CONTENT_REFUSED;
    }
    return Wording.CREDITS.in(text) ? CREDITS_EXHAUSTED : PERMISSION_DENIED;
  }

  private static Finding notFound(int status, ErrorBody error) {
    String text = error.message();
    if (Wording.FEATURE.in(text)) {
      return REQUEST_REFUSED;
    }
    if (Wording.PRIVACY.in(text)) {
      return GATED;
    }
    if (text.startsWith("Portkey Error")) {
      // An integration that our workspace does not have.
      return PERMISSION_DENIED;
    }
    if (Wording.NOT_SERVERLESS.in(text)) {
      return NOT_SERVERLESS;
    }
    if (Wording.WRONG_OPERATION.in(text)) {
      return WRONG_OPERATION;
    }
    if (error.upstream()) {
      return SERVER_ERROR;
    }
    // A 404 that does not speak of the model is a wrong path, a proxy, a missing tool or file.
    return saysGone(error) || (status == 410 && !error.equals(ErrorBody.NONE))
        ? MODEL_GONE
        : SERVER_ERROR;
  }

  private static boolean saysGone(ErrorBody error) {
    return error.hasCode(
            "model_not_found",
            "model_not_available",
            "model_not_supported",
            "model_deprecated",
            "model_decommissioned")
        || (error.hasCode("not_found", "not_found_error", "invalid_model")
            && (error.param().equals("model") || error.message().startsWith("model:")))
        || Wording.GONE.in(error.message());
  }

  private static Finding precondition(Dialect dialect, ErrorBody error) {
    String text = error.message();
    if (dialect == Dialect.FIREWORKS) {
      return text.matches("(?is).*\\b(?:lora|adapter|addon)\\b.*")
          ? NOT_SERVERLESS
          : PERMISSION_DENIED;
    }
    return dialect == Dialect.PORTKEY || Wording.CREDITS.in(text)
        ? CREDITS_EXHAUSTED
        : REQUEST_REFUSED;
  }

  private static Finding tooMany(ErrorBody error) {
    if (error.hasCode("insufficient_quota")) {
      return CREDITS_EXHAUSTED;
    }
    return Wording.OVERLOADED.in(error.message()) && !error.message().matches("(?is).*limit.*")
        ? OVERLOADED
        : RATE_LIMITED;
  }

  private static Finding unavailable(ErrorBody error) {
    if (error.waitSeconds() >= 0 || Wording.COLD.in(error.message())) {
      return COLD;
    }
    return error.equals(ErrorBody.NONE) ? SERVER_ERROR : OVERLOADED;
  }

  private static Finding failed(ErrorBody error) {
    if (Wording.CONTEXT.in(error.message())) {
      return CONTEXT_TOO_LONG;
    }
    return Wording.OVERLOADED.in(error.message()) ? OVERLOADED : SERVER_ERROR;
  }

  /** An error inside a 200 that names no status: only its words are left. */
  private static Finding withoutStatus(Dialect dialect, ErrorBody error) {
    String text = error.message();
    if (error.hasCode("rate_limit_exceeded", "rate_limit", "concurrency_limit_exceeded")) {
      return RATE_LIMITED;
    }
    if (error.hasCode("insufficient_quota", "payment_required") || Wording.CREDITS.in(text)) {
      return CREDITS_EXHAUSTED;
    }
    if (error.hasCode("invalid_request_error", "invalid_request", "bad_request")
        || Wording.CONTEXT.in(text)
        || Wording.BUDGET.in(text)
        || Wording.CONTENT.in(text)
        || saysGone(error)) {
      return refused(dialect == Dialect.FEATHERLESS ? Dialect.OPENAI : dialect, error);
    }
    if (Wording.COLD.in(text)) {
      return COLD;
    }
    return Wording.OVERLOADED.in(text) ? OVERLOADED : SERVER_ERROR;
  }
}
