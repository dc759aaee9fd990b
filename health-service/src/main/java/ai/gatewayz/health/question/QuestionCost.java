package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.dialect.Operation;
import java.math.BigDecimal;

/** What one probe can cost, in USD. Pure. */
public final class QuestionCost {

  /**
   * The question with the wrapping of one message; where an answer tells of more, that counts, and
   * the purse is settled by it.
   */
  public static final long PROMPT_TOKENS = 12;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final BigDecimal assumed;
  private final BigDecimal ranking;

  /**
   * @param assumed USD per million tokens where a price is unknown or variable
   * @param ranking USD of one ranking where its price is: most are sold by the search, which no
   *     list says
   */
  public QuestionCost(BigDecimal assumed, BigDecimal ranking) {
    this.assumed = assumed;
    this.ranking = ranking;
  }

  /** The most that it can cost. */
  public BigDecimal most(Price price, Operation operation, Form form) {
    return used(price, operation, PROMPT_TOKENS, operation.writes() ? form.tokens() : 0);
  }

  /** What an answer cost, by the tokens that it tells; a ranking may be sold by something else. */
  public BigDecimal used(Price price, Operation operation, long promptTokens, long outputTokens) {
    boolean told = price instanceof Price.PerToken || price instanceof Price.Free;
    return operation == Operation.RERANK && !told ? ranking : of(price, promptTokens, outputTokens);
  }

  /** The same of a question for a capability. */
  public BigDecimal most(Price price, CapabilityQuestion test, Form form) {
    boolean writes = test.operation().writes();
    return of(price, test.promptTokens(), writes ? form.tokens() : 0);
  }

  /** What so many tokens cost. */
  public BigDecimal of(Price price, long promptTokens, long outputTokens) {
    BigDecimal prompt = BigDecimal.valueOf(promptTokens);
    BigDecimal output = BigDecimal.valueOf(outputTokens);
    return switch (price) {
      case Price.Free ignored -> BigDecimal.ZERO;
      case Price.PerToken usd ->
          usd.input()
              .multiply(prompt)
              .add(usd.output().multiply(output))
              .divide(MILLION)
              .add(fee(usd));
      case Price.Variable ignored -> assumed.multiply(prompt.add(output)).divide(MILLION);
      case Price.Unknown ignored -> assumed.multiply(prompt.add(output)).divide(MILLION);
    };
  }

  private static BigDecimal fee(Price.PerToken usd) {
    return usd.terms() == null || usd.terms().request() == null
        ? BigDecimal.ZERO
        : usd.terms().request();
  }
}
