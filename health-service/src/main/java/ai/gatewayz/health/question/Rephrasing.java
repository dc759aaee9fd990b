package ai.gatewayz.health.question;

import ai.gatewayz.health.question.Form.BudgetName;
import ai.gatewayz.health.question.Form.Effort;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.evidence.Evidence;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the form to try after a refusal: what the error message asks for, else the next likely one.
 */
final class Rephrasing {

  private static final int STEP = 4;
  private static final Pattern AT_LEAST =
      Pattern.compile(
          "(?i)(?:>=|at least|greater than or equal to|minimum(?:"
              + " (?:of|is|value))?:?)\\s*(\\d{1,5})");

  private final int mostTokens;

  /**
   * @param mostTokens no question asks for more output
   */
  Rephrasing(int mostTokens) {
    this.mostTokens = mostTokens;
  }

  /** Empty where there is nothing else to try. */
  Optional<Form> after(Form refused, Evidence evidence) {
    return switch (evidence.finding()) {
      case BUDGET_TOO_SMALL -> larger(refused, evidence.detail());
      case REQUEST_REFUSED -> other(refused, evidence.detail().toLowerCase(Locale.ROOT));
      case ANSWERED,
          MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          COLD,
          GATED,
          KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          RATE_LIMITED,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          OVERLOADED,
          SERVER_ERROR,
          GARBLED,
          TIMED_OUT,
          UNREACHABLE ->
          Optional.empty();
    };
  }

  private Optional<Form> larger(Form refused, String words) {
    Matcher least = AT_LEAST.matcher(words);
    int named = least.find() ? Integer.parseInt(least.group(1)) : 0;
    int next =
        named > refused.tokens()
            ? named
            : Math.max(SmallestQuestion.TOKENS, refused.tokens() * STEP);
    return next <= mostTokens && next > refused.tokens()
        ? Optional.of(refused.tokens(next))
        : Optional.empty();
  }

  private Optional<Form> other(Form refused, String words) {
    if (words.contains("reasoning") && refused.effort() != Effort.UNSAID) {
      return Optional.of(refused.with(Effort.UNSAID));
    }
    if (words.contains("max_completion_tokens") || words.contains("max_tokens")) {
      return Optional.of(otherName(refused));
    }
    if (words.contains("stream")) {
      return Optional.of(refused.stream() ? refused.whole() : refused.streamed());
    }
    return blindly(refused);
  }

  /** The words do not help: one likely culprit after the other is taken away. */
  private Optional<Form> blindly(Form refused) {
    if (refused.effort() != Effort.UNSAID) {
      return Optional.of(refused.with(Effort.UNSAID));
    }
    if (refused.budgetName() == BudgetName.MAX_TOKENS) {
      return Optional.of(refused.with(BudgetName.MAX_COMPLETION_TOKENS));
    }
    return refused.stream()
        ? Optional.of(refused.with(BudgetName.MAX_TOKENS).whole())
        : Optional.empty();
  }

  private static Form otherName(Form refused) {
    return refused.with(
        refused.budgetName() == BudgetName.MAX_TOKENS
            ? BudgetName.MAX_COMPLETION_TOKENS
            : BudgetName.MAX_TOKENS);
  }
}
