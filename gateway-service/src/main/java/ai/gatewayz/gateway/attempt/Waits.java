package ai.gatewayz.gateway.attempt;

import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param begin to the first content of a stream, or to the first byte of another answer
 * @param whole to the whole of an answer that is not streamed
 */
record Waits(Duration begin, Duration whole) {

  /** No longer than what is left of the request's own limit. */
  Waits within(Duration left) {
    return new Waits(shorter(begin, left), shorter(whole, left));
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
