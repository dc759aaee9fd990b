package ai.gatewayz.gateway.sse;

import ai.gatewayz.gateway.tokens.TokenMeter;

/** What a stream has said so far, and whether it may end there. For one thread. */
public final class StreamProgress {

  private final int wanted;
  private Choices begun = Choices.NONE;
  private Choices ended = Choices.NONE;
  private Choices everEnded = Choices.NONE;
  private boolean totalled;
  private boolean garbled;
  private boolean thinking;
  private boolean spoke;
  private long said;
  private Usage usage;

  /**
   * @param wanted how many choices were asked for
   */
  public StreamProgress(int wanted) {
    this.wanted = wanted;
  }

  public void saw(Chunk chunk) {
    switch (chunk) {
      case Chunk.Part part -> saw(part);
      case Chunk.Garbage ignored -> garbled = true;
      case Chunk.Nothing ignored -> {}
      case Chunk.Other ignored -> {}
      case Chunk.Vectors ignored -> {}
      case Chunk.Done ignored -> {}
      case Chunk.Error ignored -> {}
    }
  }

  private void saw(Chunk.Part part) {
    begun = begun.plus(part.begun());
    // What speaks again after its end had not ended.
    ended = ended.minus(part.spoke()).plus(part.finished());
    everEnded = everEnded.plus(part.finished());
    totalled |= part.usageOnly();
    spoke |= part.content();
    thinking = part.content() ? part.thinking() : thinking;
    said += part.said();
    usage = part.usage() == null ? usage : part.usage();
  }

  /** Whether every choice that began has its finish reason, and nothing came after it. */
  public boolean complete() {
    return !ended.isEmpty() && ended.containsAll(begun);
  }

  /** Whether nothing more is to come but the usage: all choices that were asked for have ended. */
  public boolean awaitsUsage() {
    return complete() && ended.count() >= wanted;
  }

  /**
   * Whether the provider's own {@code [DONE]} may be believed: every choice has had a finish
   * reason; or none has, and the tokens were told at the end, as by servers that give no reasons.
   */
  public boolean mayBeDone() {
    return everEnded.isEmpty() ? totalled && spoke : everEnded.containsAll(begun);
  }

  /** Whether what came last was a thought or a part of a tool call. */
  public boolean thinking() {
    return thinking;
  }

  /** Whether something came that was no chunk. */
  public boolean garbled() {
    return garbled;
  }

  /** An estimate of the tokens that arrived. */
  public long written() {
    return TokenMeter.ofAnswer(said);
  }

  /** As it was told last; null where it was not. */
  public Usage usage() {
    return usage;
  }
}
