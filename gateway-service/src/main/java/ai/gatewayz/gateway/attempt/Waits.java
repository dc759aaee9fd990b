package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.stream.Gap;
import ai.gatewayz.gateway.stream.StreamLimits;
import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param begin to the first content of a stream, or to the first byte of another answer
 * @param whole to the whole of an answer that is not streamed
 * @param gap between two pieces of a stream
 */
public record Waits(Duration begin, Duration whole, Gap gap) {

  /** No longer than what is left of the request's own limit. */
  Waits within(Duration left) {
    return new Waits(shorter(begin, left), shorter(whole, left), gap);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** The limits of a stream that has begun. */
  StreamLimits limits(AttemptConfig config) {
    return new StreamLimits(
        gap,
        config.usageGrace(),
        config.slowReaderTimeout(),
        config.slowestReader().asLongValue(),
        config.maxAnswer().asLongValue());
  }
}
