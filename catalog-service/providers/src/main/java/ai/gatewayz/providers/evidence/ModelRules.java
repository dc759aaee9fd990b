package ai.gatewayz.providers.evidence;

import static ai.gatewayz.providers.evidence.Finding.*;

import ai.gatewayz.providers.evidence.body.ErrorBody;
import java.util.Optional;

/**
 * What an error says of the model, by its code or by the whole of the provider's sentence: nothing
 * where it blames a field of the request.
 */
final class ModelRules {

  private ModelRules() {}

  static Optional<Finding> finding(ErrorBody error) {
    Optional<Finding> served = served(error);
    if (served.isPresent()) {
      return served;
    }
    if (cold(error)) {
      return Optional.of(COLD);
    }
    return !error.blamesRequest()
            && (error.hasCode(Codes.GATED) || Wording.GATED.in(error.sentence()))
        ? Optional.of(GATED)
        : Optional.empty();
  }

  /** Whether it is there at all, for us and for this operation. */
  static Optional<Finding> served(ErrorBody error) {
    if (error.blamesRequest()) {
      return Optional.empty();
    }
    if (Wording.NOT_SERVERLESS.in(error.sentence())) {
      return Optional.of(NOT_SERVERLESS);
    }
    if (error.hasCode(Codes.WRONG_OPERATION) || Wording.WRONG_OPERATION.in(error.sentence())) {
      return Optional.of(WRONG_OPERATION);
    }
    return gone(error) ? Optional.of(MODEL_GONE) : Optional.empty();
  }

  private static boolean gone(ErrorBody error) {
    return error.hasCode(Codes.GONE)
        || (error.hasCode(Codes.NOT_FOUND)
            && (error.param().equals("model") || error.words().startsWith("model:")))
        || Wording.GONE.in(error.sentence());
  }

  static boolean cold(ErrorBody error) {
    return !error.blamesRequest()
        && (error.hasCode(Codes.COLD) || Wording.COLD.in(error.sentence()));
  }
}
