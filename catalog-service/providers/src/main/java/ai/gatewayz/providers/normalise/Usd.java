package ai.gatewayz.providers.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** The units in which providers state prices, each turned into USD per million tokens. */
public enum Usd {
  PER_TOKEN(new BigDecimal(1_000_000)),
  PER_MILLION(BigDecimal.ONE);

  private final BigDecimal factor;

  Usd(BigDecimal factor) {
    this.factor = factor;
  }

  /**
   * USD per million tokens, exact; null where absent or not a number. May be negative: what that
   * means is the provider's own convention.
   */
  public BigDecimal perMillion(JsonNode pricing, String field) {
    BigDecimal stated = Fields.decimal(pricing.path(field));
    return stated == null ? null : stated.multiply(factor);
  }

  /** An amount that is not for tokens, as it is stated; null where absent or not a number. */
  public static BigDecimal amount(JsonNode pricing, String field) {
    return Fields.decimal(pricing.path(field));
  }
}
