package ai.gatewayz.health.question;

import ai.gatewayz.providers.dialect.Operation;
import java.math.BigDecimal;

/**
 * The most that one probe may cost, in USD, by what it asks for.
 *
 * @param tokens what is sold by the token
 * @param ranking what is sold by the search
 */
public record PriceCaps(BigDecimal tokens, BigDecimal ranking) {

  public static PriceCaps of(ProbeConfig config) {
    return new PriceCaps(config.mostUsd(), config.rerank().mostUsd());
  }

  public BigDecimal of(Operation operation) {
    return operation == Operation.RERANK ? ranking : tokens;
  }
}
