package ai.gatewayz.gateway.sse;

/** What one event of a streamed answer, or a whole answer, says. */
public sealed interface Chunk {

  /**
   * A part of the answer.
   *
   * @param content whether it holds something for the reader: text, thought, a tool call, a vector
   * @param finished whether a finish reason is in it
   * @param said an estimate of what it says, in quarters of a token
   * @param usage null where it has none
   */
  record Part(boolean content, boolean finished, long said, Usage usage) implements Chunk {}

  /** {@code [DONE]} */
  record Done() implements Chunk {}

  /** An error in the place of an answer. */
  record Error(byte[] json) implements Chunk {}

  /** Nothing that an answer could hold. */
  record Garbage() implements Chunk {}
}
