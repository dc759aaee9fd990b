package ai.gatewayz.gateway.usage;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What an answer costs by the catalog's prices. Exact: no rounding, no binary fractions. */
final class Cost {

  private Cost() {}

  /**
   * USD; empty where the price is not known: that is not free.
   *
   * @param pictures how many the request holds
   * @param at when the request was sent
   */
  static Optional<BigDecimal> of(Price price, Tokens tokens, int pictures, Instant at) {
    return switch (price) {
      case Price.Free ignored -> Optional.of(BigDecimal.ZERO);
      case Price.Variable ignored -> Optional.empty();
      case Price.Unknown ignored -> Optional.empty();
      case Price.PerToken usd ->
          Optional.of(perToken(usd.at(tokens.input(), at), tokens, pictures));
    };
  }

  private static BigDecimal perToken(Price.PerToken usd, Tokens tokens, int pictures) {
    PriceTerms terms = usd.terms();
    BigDecimal write = terms == null ? null : terms.cacheWrite();
    long cached = usd.cachedInput() == null ? 0 : Math.min(tokens.cached(), tokens.input());
    long written = write == null ? 0 : Math.min(tokens.cacheWritten(), tokens.input() - cached);
    BigDecimal total =
        usd.input()
            .multiply(BigDecimal.valueOf(tokens.input() - cached - written))
            .add(usd.output().multiply(BigDecimal.valueOf(tokens.output())));
    if (cached > 0) {
      total = total.add(usd.cachedInput().multiply(BigDecimal.valueOf(cached)));
    }
    if (written > 0) {
      total = total.add(write.multiply(BigDecimal.valueOf(written)));
    }
    // Per million, without a division.
    total = total.scaleByPowerOfTen(-6);
    if (terms != null && terms.request() != null) {
      total = total.add(terms.request());
    }
    if (terms != null && terms.image() != null) {
      total = total.add(terms.image().multiply(BigDecimal.valueOf(pictures)));
    }
    return total.stripTrailingZeros();
  }
}
