package ai.gatewayz.gateway.sse;

/** What one event of a streamed answer, or a whole answer, says. */
public sealed interface Chunk {

  /**
   * A part of the answer, or all of it.
   *
   * @param begun the choices that are in it
   * @param spoke those of them that hold something for the reader: text, thought, a tool call
   * @param finished those of them with a finish reason
   * @param listed whether there is a list of choices, be it empty
   * @param usageOnly whether it holds no choice, only how many tokens were used
   * @param whole whether it could stand for the whole of an answer
   * @param thinking whether it holds a thought or a part of a tool call
   * @param said an estimate of what it says, in quarters of a token
   * @param usage null where it tells none
   */
  record Part(
      Choices begun,
      Choices spoke,
      Choices finished,
      boolean listed,
      boolean usageOnly,
      boolean whole,
      boolean thinking,
      long said,
      Usage usage)
      implements Chunk {

    /**
     * Of an answer in another protocol, which has one choice.
     *
     * @param speaks whether it holds something for the reader
     * @param ends whether it has the reason of its end
     */
    public static Part of(
        boolean speaks, boolean ends, boolean whole, boolean thinking, long said, Usage usage) {
      Choices one = Choices.NONE.with(0);
      return new Part(
          one,
          speaks ? one : Choices.NONE,
          ends ? one : Choices.NONE,
          true,
          false,
          whole,
          thinking,
          said,
          usage);
    }

    /** Whether it holds something for the reader. */
    public boolean content() {
      return !spoke.isEmpty();
    }

    public boolean finishes() {
      return !finished.isEmpty();
    }
  }

  /**
   * Embeddings.
   *
   * @param usage null where there is none
   */
  record Vectors(Usage usage) implements Chunk {}

  /** {@code [DONE]} */
  record Done() implements Chunk {}

  /** An error in the place of an answer. */
  record Error(byte[] json) implements Chunk {}

  /** JSON that is no part of the answer: a ping, results of hooks, citations. */
  record Other() implements Chunk {}

  /** No data: a comment, a blank line, an event whose data is empty. */
  record Nothing() implements Chunk {}

  /** No JSON, or choices that nobody could read. */
  record Garbage() implements Chunk {}
}
