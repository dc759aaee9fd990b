package ai.gatewayz.gateway.usage;

import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.util.Optional;

/** What tokens cost by the catalog's prices. Exact: no rounding, no binary fractions. */
final class Cost {

  private Cost() {}

  /** USD; empty where the price is not known: that is not free. */
  static Optional<BigDecimal> of(Price price, Tokens tokens) {
    return switch (price) {
      case Price.Free ignored -> Optional.of(BigDecimal.ZERO);
      case Price.Variable ignored -> Optional.empty();
      case Price.Unknown ignored -> Optional.empty();
      case Price.PerToken usd -> Optional.of(perToken(usd, tokens));
    };
  }

  private static BigDecimal perToken(Price.PerToken usd, Tokens tokens) {
    long cached = usd.cachedInput() == null ? 0 : Math.min(tokens.cached(), tokens.input());
    BigDecimal total =
        usd.input()
            .multiply(BigDecimal.valueOf(tokens.input() - cached))
            .add(usd.output().multiply(BigDecimal.valueOf(tokens.output())));
    if (cached > 0) {
      total = total.add(usd.cachedInput().multiply(BigDecimal.valueOf(cached)));
    }
    // Per million, without a division.
    return total.scaleByPowerOfTen(-6).stripTrailingZeros();
  }
}
