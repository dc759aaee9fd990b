package ai.gatewayz.providers.evidence;

import static ai.gatewayz.providers.evidence.Finding.*;

import ai.gatewayz.providers.evidence.body.ErrorBody;
import java.util.Optional;

/** What can be wrong with a request, whoever says it and with whatever status. */
final class RequestRules {

  private RequestRules() {}

  /** Empty where it is nothing in particular. */
  static Optional<Finding> finding(ErrorBody error) {
    if (outputLimit(error)) {
      return Optional.of(REQUEST_REFUSED);
    }
    if (tooLong(error)) {
      return Optional.of(CONTEXT_TOO_LONG);
    }
    if (budgetTooSmall(error)) {
      return Optional.of(BUDGET_TOO_SMALL);
    }
    return error.hasCode(Codes.CONTENT) || Wording.CONTENT.in(error.sentence())
        ? Optional.of(CONTENT_REFUSED)
        : Optional.empty();
  }

  static boolean tooLong(ErrorBody error) {
    return error.hasCode(Codes.CONTEXT) || Wording.CONTEXT.in(error.sentence());
  }

  /** More output than the model gives, however short the prompt is: another context helps not. */
  private static boolean outputLimit(ErrorBody error) {
    String text = error.sentence();
    return Wording.OUTPUT_LIMIT.in(text) && !Wording.WITH_PROMPT.in(text);
  }

  /** A sign of life, so no other field may be blamed for it. */
  private static boolean budgetTooSmall(ErrorBody error) {
    boolean blamed = error.param().startsWith("max_") && error.param().endsWith("tokens");
    return (blamed || !error.blamesRequest())
        && (Wording.BUDGET.in(error.sentence()) || (blamed && error.hasCode(Codes.BUDGET)));
  }
}
