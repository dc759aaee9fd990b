package ai.gatewayz.gateway.usage;

import ai.gatewayz.gateway.sse.Usage;

/**
 * The tokens of one request.
 *
 * @param estimated whether they are a guess of this gateway, because the provider told none: by the
 *     size of the prompt and the number of pieces that arrived
 */
public record Tokens(long input, long output, long cached, long reasoning, boolean estimated) {

  /** No provider was asked for an answer that came. */
  public static final Tokens NONE = new Tokens(0, 0, 0, 0, false);

  /**
   * What the provider told, else a guess: a caller who leaves early has still used something.
   *
   * @param told null where the provider told nothing
   * @param prompt tokens of the prompt, roughly
   * @param pieces of the answer that arrived: providers send about one token in each
   */
  public static Tokens of(Usage told, long prompt, long pieces) {
    return told == null
        ? new Tokens(prompt, pieces, 0, 0, true)
        : new Tokens(told.input(), told.output(), told.cached(), told.reasoning(), false);
  }
}
