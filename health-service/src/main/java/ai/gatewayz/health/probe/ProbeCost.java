package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;

/** The most that one question can cost. Pure. */
final class ProbeCost {

  /** The question with its wrapping, generously. */
  private static final BigDecimal PROMPT_TOKENS = BigDecimal.valueOf(32);

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private ProbeCost() {}

  /** USD. */
  static BigDecimal of(Price price, int maxTokens, BigDecimal assumed) {
    BigDecimal output = BigDecimal.valueOf(maxTokens);
    return switch (price) {
      case Price.Free ignored -> BigDecimal.ZERO;
      case Price.PerToken usd ->
          usd.input().multiply(PROMPT_TOKENS).add(usd.output().multiply(output)).divide(MILLION);
      case Price.Variable ignored -> assumed.multiply(PROMPT_TOKENS.add(output)).divide(MILLION);
      case Price.Unknown ignored -> assumed.multiply(PROMPT_TOKENS.add(output)).divide(MILLION);
    };
  }
}
