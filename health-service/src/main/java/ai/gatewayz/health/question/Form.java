package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.dialect.SmallestQuestion;

/**
 * The form of a probe.
 *
 * @param budgetName what the output budget is called
 * @param tokens the output budget
 * @param effort how much thinking is asked for, of models that think
 * @param stream whether the answer is streamed
 */
public record Form(BudgetName budgetName, int tokens, Effort effort, boolean stream) {

  public enum BudgetName {
    MAX_TOKENS("max_tokens"),
    /** the newest models insist on it, older ones do not know it */
    MAX_COMPLETION_TOKENS("max_completion_tokens");

    private final String field;

    BudgetName(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  public enum Effort {
    UNSAID,
    LOW
  }

  /** What is tried first: the cheapest that most models of the sort take. */
  public static Form first(Offer offer) {
    boolean thinks = offer.can(Capability.REASONING);
    boolean newName = thinks && offer.model().startsWith("openai/");
    return new Form(
        newName ? BudgetName.MAX_COMPLETION_TOKENS : BudgetName.MAX_TOKENS,
        SmallestQuestion.TOKENS,
        thinks ? Effort.LOW : Effort.UNSAID,
        true);
  }

  Form with(BudgetName other) {
    return new Form(other, tokens, effort, stream);
  }

  Form with(Effort other) {
    return new Form(budgetName, tokens, other, stream);
  }

  public Form tokens(int other) {
    return new Form(budgetName, other, effort, stream);
  }

  Form whole() {
    return new Form(budgetName, tokens, effort, false);
  }

  Form streamed() {
    return new Form(budgetName, tokens, effort, true);
  }

  @Override
  public String toString() {
    return budgetName.field()
        + "="
        + tokens
        + (effort == Effort.LOW ? " effort=low" : "")
        + (stream ? " stream" : "");
  }
}
