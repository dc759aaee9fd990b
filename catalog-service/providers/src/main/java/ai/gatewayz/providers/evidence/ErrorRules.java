package ai.gatewayz.providers.evidence;

import static ai.gatewayz.providers.evidence.Finding.*;

import ai.gatewayz.providers.evidence.body.ErrorBody;
import ai.gatewayz.providers.evidence.body.Host;
import java.util.Optional;

/**
 * What an error says, from the most certain sign to the least: the field that is blamed, the
 * provider's machine-readable code, then status and wording together. A status alone never says
 * that a model is gone, and words alone never that a key is rejected. What a host behind the
 * provider says of keys, credits and permissions is about its own, not about ours.
 */
final class ErrorRules {

  private ErrorRules() {}

  /**
   * @param status of the answer, or what the body says where the answer was a 200; 0 where neither
   */
  static Finding finding(ErrorSigns signs, int status, ErrorBody error) {
    if (!error.availability().isEmpty()) {
      return byAvailability(error.availability(), status, error);
    }
    return switch (status) {
      case 400, 422 -> refused(signs, error);
      case 401, 407 -> ours(error, KEY_REJECTED);
      case 402 -> ours(error, CREDITS_EXHAUSTED);
      case 403 -> forbidden(error);
      case 404, 410 -> notFound(signs, error);
      case 408, 504, 524 -> TIMED_OUT;
      case 412 -> precondition(signs, error);
      case 413 -> tooLarge(error);
      case 405, 415, 431 -> REQUEST_REFUSED;
      case 429 -> tooMany(error);
      case 446 -> CONTENT_REFUSED;
      case 451 -> ours(error, GATED);
      case 503, 529 -> unavailable(error);
      case 0 -> withoutStatus(error);
      default -> status >= 500 ? failed(error) : REQUEST_REFUSED;
    };
  }

  /** An account's finding is about ours only where the provider speaks for itself. */
  private static Finding ours(ErrorBody error, Finding finding) {
    return error.passedOn() ? SERVER_ERROR : finding;
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

  private static Finding refused(ErrorSigns signs, ErrorBody error) {
    Optional<Finding> request = RequestRules.finding(error);
    if (request.isPresent()) {
      return request.get();
    }
    if (error.blamesRequest()) {
      return REQUEST_REFUSED;
    }
    Optional<Finding> account = account(error);
    if (account.isPresent()) {
      return ours(error, account.get());
    }
    if (error.host() == Host.ONE_OF_SEVERAL) {
      return REQUEST_REFUSED;
    }
    return ModelRules.finding(error).orElseGet(() -> signs.unexplained(error));
  }

  private static Optional<Finding> account(ErrorBody error) {
    if (error.hasCode(Codes.KEY) || Wording.KEY.in(error.sentence())) {
      return Optional.of(KEY_REJECTED);
    }
    return error.hasCode(Codes.CREDITS) || Wording.CREDITS.in(error.sentence())
        ? Optional.of(CREDITS_EXHAUSTED)
        : Optional.empty();
  }

  private static Finding forbidden(ErrorBody error) {
    if (error.moderated()) {
      return CONTENT_REFUSED;
    }
    Optional<Finding> request = RequestRules.finding(error);
    if (request.isPresent()) {
      return request.get();
    }
    if (error.blamesRequest()) {
      return REQUEST_REFUSED;
    }
    if (error.passedOn()) {
      boolean gated = error.host() == Host.THE_ONLY_ONE && error.hasCode(Codes.GATED);
      return gated ? GATED : SERVER_ERROR;
    }
    if (error.hasCode(Codes.GATED)
        // A model that is there, but not for us.
        || error.hasCode(Codes.GONE)
        || Wording.GATED.in(error.sentence())) {
      return GATED;
    }
    return account(error)
        .orElse(
            error.silent()
                    || error.hasCode(Codes.PERMISSION)
                    || Wording.PERMISSION.in(error.sentence())
                ? PERMISSION_DENIED
                : REQUEST_REFUSED);
  }

  private static Finding notFound(ErrorSigns signs, ErrorBody error) {
    if (error.blamesRequest() || Wording.FEATURE.in(error.sentence())) {
      return REQUEST_REFUSED;
    }
    if (error.host() == Host.ONE_OF_SEVERAL) {
      return SERVER_ERROR;
    }
    if (Wording.PRIVACY.in(error.sentence())) {
      return GATED;
    }
    // A 404 that does not speak of the model is a wrong path, a proxy, a missing tool or file.
    return signs.notFound(error).or(() -> ModelRules.served(error)).orElse(SERVER_ERROR);
  }

  private static Finding precondition(ErrorSigns signs, ErrorBody error) {
    if (error.passedOn() || error.blamesRequest()) {
      return REQUEST_REFUSED;
    }
    return signs
        .precondition(error)
        .orElseGet(() -> account(error).isPresent() ? CREDITS_EXHAUSTED : REQUEST_REFUSED);
  }

  private static Finding tooLarge(ErrorBody error) {
    return !error.passedOn() || RequestRules.tooLong(error) ? CONTEXT_TOO_LONG : REQUEST_REFUSED;
  }

  private static Finding tooMany(ErrorBody error) {
    if (error.passedOn()) {
      return OVERLOADED;
    }
    if (error.hasCode(Codes.CREDITS)) {
      return CREDITS_EXHAUSTED;
    }
    return Wording.OVERLOADED.in(error.sentence()) && !Wording.LIMIT.in(error.sentence())
        ? OVERLOADED
        : RATE_LIMITED;
  }

  private static Finding unavailable(ErrorBody error) {
    if (error.loading() || ModelRules.cold(error)) {
      return COLD;
    }
    return error.silent() ? SERVER_ERROR : OVERLOADED;
  }

  private static Finding failed(ErrorBody error) {
    if (RequestRules.tooLong(error)) {
      return CONTEXT_TOO_LONG;
    }
    return Wording.OVERLOADED.in(error.sentence()) ? OVERLOADED : SERVER_ERROR;
  }

  /** An error inside a 200 that names no status: only its codes and words are left. */
  private static Finding withoutStatus(ErrorBody error) {
    if (error.hasCode(Codes.RATE)) {
      return error.passedOn() ? OVERLOADED : RATE_LIMITED;
    }
    if (error.hasCode(Codes.OVERLOADED)) {
      return OVERLOADED;
    }
    boolean ofRequest =
        error.hasCode(Codes.REQUEST)
            || error.blamesRequest()
            || RequestRules.finding(error).isPresent();
    if (ofRequest || account(error).isPresent() || ModelRules.finding(error).isPresent()) {
      // How a provider refuses without a reason is known of answers with a status alone.
      return refused(ErrorSigns.USUAL, error);
    }
    return Wording.OVERLOADED.in(error.sentence()) ? OVERLOADED : SERVER_ERROR;
  }
}
