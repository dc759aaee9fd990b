package ai.gatewayz.gateway.completion;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.attempt.Ending;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.sse.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one request used.
 *
 * @param usage null where the provider tells nothing: missing is not zero
 */
record UsageRecord(Candidate candidate, Ending.Delivery delivery, Usage usage) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** USD by the catalog's price; empty where tokens or price are not known. */
  Optional<BigDecimal> cost() {
    if (usage == null) {
      return Optional.empty();
    }
    return switch (candidate.offer().offer().price()) {
      case Price.Free ignored -> Optional.of(BigDecimal.ZERO);
      case Price.Variable ignored -> Optional.empty();
      case Price.Unknown ignored -> Optional.empty();
      case Price.PerToken usd -> Optional.of(cost(usd));
    };
  }

  private BigDecimal cost(Price.PerToken usd) {
    long cached = usd.cachedInput() == null ? 0 : Math.min(usage.cached(), usage.input());
    BigDecimal total =
        usd.input()
            .multiply(BigDecimal.valueOf(usage.input() - cached))
            .add(usd.output().multiply(BigDecimal.valueOf(usage.output())));
    if (cached > 0) {
      total = total.add(usd.cachedInput().multiply(BigDecimal.valueOf(cached)));
    }
    return total.divide(MILLION);
  }
}
