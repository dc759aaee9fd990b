package ai.gatewayz.health.evidence;

import static ai.gatewayz.health.evidence.Finding.*;

import ai.gatewayz.health.evidence.body.ErrorBody;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an error says of the model, by its code or by the whole of the provider's sentence: nothing
 * where it blames a field of the request.
 */
final class ModelRules {

  /** A plain statement that something could not be served, and about nothing in particular. */
  private static final Pattern NOT_SERVED =
      Pattern.compile(
          "(?:the |this |your |requested )*(?:model|request) (?:\\S{1,150} )?"
              + "(?:is|was|has|could|cannot|can't|can not|failed|needs|not|currently|temporarily)\\b[a-z ,.!']*");

  /** Words of sentences about a way of asking. */
  private static final Pattern OF_REQUESTS =
      Pattern.compile(
          "parameter|argument|field|message|tool|schema|json|temperature|reasoning|stream|tokens"
              + "|unsupported|support|unrecogni[sz]ed|must be|required|validat|valid|image|audio|file|url|pars|format|body|content|prompt|role");

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

  /**
   * Featherless answers 400 for a model that it has not loaded, in words that are not known: where
   * they are about the model or the request as a whole, and name nothing of it.
   */
  static boolean asleep(ErrorBody error) {
    String text = error.sentence();
    return error.silent()
        || (NOT_SERVED.matcher(text).matches() && !OF_REQUESTS.matcher(text).find());
  }
}
