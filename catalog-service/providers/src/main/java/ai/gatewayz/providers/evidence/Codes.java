package ai.gatewayz.providers.evidence;

import java.util.List;

/** The machine-readable words by which providers say the same thing. */
final class Codes {

  static final List<String> KEY =
      List.of(
          "wrong_api_key",
          "invalid_api_key",
          "incorrect_api_key",
          "api_key_invalid",
          "authentication_error",
          "authentication",
          "invalid_authentication",
          "unauthenticated");

  static final List<String> CREDITS =
      List.of(
          "insufficient_quota",
          "insufficient_credits",
          "insufficient_balance",
          "insufficient_funds",
          "payment_required",
          "billing_hard_limit_reached",
          "billing_error",
          "credit_limit");

  static final List<String> PERMISSION =
      List.of(
          "permission_denied",
          "permission_error",
          "forbidden",
          "access_denied",
          "insufficient_permissions",
          "unsupported_country_region_territory",
          "ab03");

  static final List<String> GATED =
      List.of(
          "gated_model", "gated_repo", "model_gated", "model_access_denied", "model_not_allowed");

  static final List<String> GONE =
      List.of(
          "model_not_found",
          "model_not_available",
          "model_not_supported",
          "model_deprecated",
          "model_decommissioned");

  /** Something is missing or wrong: the model only where that is what is blamed. */
  static final List<String> NOT_FOUND = List.of("not_found", "not_found_error", "invalid_model");

  static final List<String> WRONG_OPERATION =
      List.of("unsupported_operation", "invalid_model_type", "wrong_endpoint");

  static final List<String> COLD = List.of("model_not_ready", "model_loading", "model_cold");

  static final List<String> RATE =
      List.of(
          "rate_limit_exceeded",
          "rate_limit_error",
          "rate_limit",
          "rate_limited",
          "resource_exhausted",
          "too_many_requests",
          "concurrency_limit_exceeded");

  static final List<String> OVERLOADED =
      List.of("overloaded_error", "provider_overloaded", "engine_overloaded");

  static final List<String> REQUEST =
      List.of("invalid_request_error", "invalid_request", "bad_request");

  static final List<String> CONTEXT =
      List.of(
          "context_length_exceeded",
          "exceed_context_size_error",
          "token_limit_exceeded",
          "string_too_long",
          "too_many_tokens",
          "too_many_prompt_tokens");

  static final List<String> BUDGET = List.of("integer_below_min_value");

  static final List<String> CONTENT =
      List.of(
          "content_filter", "content_policy_violation", "refusal", "moderation", "content_blocked");

  private Codes() {}
}
