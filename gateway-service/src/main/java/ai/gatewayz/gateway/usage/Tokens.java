package ai.gatewayz.gateway.usage;

import ai.gatewayz.gateway.sse.Usage;
import java.math.BigDecimal;

/**
 * The tokens of one request.
 *
 * @param cached prompt tokens read from a cache, part of {@code input}
 * @param cacheWritten prompt tokens written to a cache, part of {@code input}
 * @param reasoning tokens thought, part of {@code output}
 * @param estimated whether they are a guess of this gateway, because the provider told none: by the
 *     texts that were sent and that arrived
 * @param providerCost USD as the provider itself counts it; null where it does not tell
 * @param searchUnits what a reranker counts in place of tokens, or beside them; 0 for none
 */
public record Tokens(
    long input,
    long output,
    long cached,
    long cacheWritten,
    long reasoning,
    boolean estimated,
    BigDecimal providerCost,
    long searchUnits) {

  /** Of what counts tokens alone. */
  public Tokens(
      long input,
      long output,
      long cached,
      long cacheWritten,
      long reasoning,
      boolean estimated,
      BigDecimal providerCost) {
    this(input, output, cached, cacheWritten, reasoning, estimated, providerCost, 0);
  }

  /** No provider was asked for an answer that came. */
  public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, false, null);

  /** A cost of more digits than that is none, and would be long to write. */
  private static final int MOST_DIGITS = 30;

  /**
   * What the provider told, else a guess: a caller who leaves early has still used something.
   *
   * @param told null where the provider told nothing
   * @param prompt an estimate of the prompt's tokens
   * @param written an estimate of the answer's, as far as it arrived
   */
  public static Tokens of(Usage told, long prompt, long written) {
    return told == null
        ? new Tokens(prompt, written, 0, 0, 0, true, null)
        : new Tokens(
            told.input(),
            told.output(),
            told.cached(),
            told.cacheWritten(),
            told.reasoning(),
            false,
            plausible(told.cost()),
            told.searchUnits());
  }

  private static BigDecimal plausible(BigDecimal cost) {
    return cost != null
            && cost.signum() >= 0
            && cost.precision() <= MOST_DIGITS
            && Math.abs((long) cost.scale()) <= MOST_DIGITS
        ? cost
        : null;
  }
}
