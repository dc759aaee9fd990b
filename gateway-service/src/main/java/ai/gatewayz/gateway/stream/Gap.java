package ai.gatewayz.gateway.stream;

import java.time.Duration;

/**
 * How long a stream may be still between two of its pieces.
 *
 * @param usual where an answer is written
 * @param thinking where a model thinks or writes a tool call, of which some send nothing before it
 *     is whole
 */
public record Gap(Duration usual, Duration thinking) {

  /** The limit after a piece that was a thought or a part of a tool call, or was not. */
  public Duration after(boolean thought) {
    return thought ? thinking : usual;
  }
}
