package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.gateway.request.CompletionRequest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** What offers cost for one request: by the length of its prompt, its pictures and the hour. */
final class RequestPrice {

  /** A prompt is usually a few times longer than its answer. */
  private static final BigDecimal PROMPT_WEIGHT = BigDecimal.valueOf(3);

  private static final BigDecimal DEAREST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Providers keep no shorter prompts in a cache. */
  private static final long LEAST_CACHED = 1_024;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final long promptTokens;
  private final int pictures;
  private final Instant at;
  private final BigDecimal cached;

  /**
   * @param at when the request is sent
   * @param cachedShare the part of a long prompt that is expected to be in a provider's cache, 0 to
   *     1
   */
  RequestPrice(CompletionRequest request, Instant at, double cachedShare) {
    this.promptTokens = request.promptTokens();
    this.pictures = request.pictures();
    this.at = at;
    this.cached =
        promptTokens < LEAST_CACHED
            ? BigDecimal.ZERO
            : PROMPT_WEIGHT.multiply(BigDecimal.valueOf(cachedShare));
  }

  /** The price as it holds for the request. */
  Price of(Price price) {
    return price instanceof Price.PerToken usd ? usd.at(promptTokens, at) : price;
  }

  /** To compare by: {@link #cost(Price)} for this request. */
  BigDecimal compared(Price price) {
    if (!(of(price) instanceof Price.PerToken usd)) {
      return cost(price);
    }
    BigDecimal cost = cost(usd);
    if (cached.signum() > 0 && usd.cachedInput() != null) {
      cost = cost.add(cached.multiply(usd.cachedInput().subtract(usd.input())));
    }
    return usd.terms() == null ? cost : cost.add(fees(usd.terms()));
  }

  /** What comes beside the tokens, as if it were spread over those of the prompt. */
  private BigDecimal fees(PriceTerms terms) {
    BigDecimal fees = terms.request() == null ? BigDecimal.ZERO : terms.request();
    if (pictures > 0 && terms.image() != null) {
      fees = fees.add(terms.image().multiply(BigDecimal.valueOf(pictures)));
    }
    return fees.signum() == 0
        ? fees
        : fees.multiply(MILLION)
            .multiply(PROMPT_WEIGHT)
            .divide(BigDecimal.valueOf(Math.max(1, promptTokens)), MathContext.DECIMAL64);
  }

  /** USD of a million tokens, three in for one out; an unknown price is taken for a high one. */
  static BigDecimal cost(Price price) {
    return switch (price) {
      case Price.Free ignored -> BigDecimal.ZERO;
      case Price.PerToken usd -> usd.input().multiply(PROMPT_WEIGHT).add(usd.output());
      case Price.Variable ignored -> DEAREST;
      case Price.Unknown ignored -> DEAREST;
    };
  }
}
