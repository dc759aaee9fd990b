package ai.gatewayz.gateway.sse;

import java.math.BigDecimal;

/**
 * Tokens as the provider counts them. Missing is not zero: where a provider tells nothing there is
 * no usage at all.
 *
 * @param cached prompt tokens read from a cache, part of {@code input}
 * @param cacheWritten prompt tokens written to a cache, part of {@code input}
 * @param reasoning tokens thought, part of {@code output}
 * @param cost USD as the provider itself counts it; null where it does not tell
 * @param searchUnits what rerankers are sold by, in place of tokens or beside them; 0 where none
 *     are told
 */
public record Usage(
    long input,
    long output,
    long cached,
    long cacheWritten,
    long reasoning,
    BigDecimal cost,
    long searchUnits) {

  /** Of tokens alone. */
  public Usage(
      long input, long output, long cached, long cacheWritten, long reasoning, BigDecimal cost) {
    this(input, output, cached, cacheWritten, reasoning, cost, 0);
  }

  /** Without a write to a cache, and without the provider's own cost. */
  public Usage(long input, long output, long cached, long reasoning) {
    this(input, output, cached, 0, reasoning, null);
  }
}
