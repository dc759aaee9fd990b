package ai.gatewayz.gateway.sse;

/** What a stream has said so far, and whether it may end there. For one thread. */
public final class StreamProgress {

  private Choices begun = Choices.NONE;
  private Choices ended = Choices.NONE;
  private Choices everEnded = Choices.NONE;
  private boolean totalled;
  private boolean garbled;
  private long pieces;
  private Usage usage;

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
    pieces += part.content() ? 1 : 0;
    usage = part.usage() == null ? usage : part.usage();
  }

  /** Whether every choice that began has its finish reason, and nothing came after it. */
  public boolean complete() {
    return !ended.isEmpty() && ended.containsAll(begun);
  }

  /**
   * Whether the provider's own {@code [DONE]} may be believed: every choice has had a finish
   * reason; or none has, and the tokens were told at the end, as by servers that give no reasons.
   */
  public boolean mayBeDone() {
    return everEnded.isEmpty() ? totalled && pieces > 0 : everEnded.containsAll(begun);
  }

  /** Whether something came that was no chunk. */
  public boolean garbled() {
    return garbled;
  }

  /** How many events had content. */
  public long pieces() {
    return pieces;
  }

  /** As it was told last; null where it was not. */
  public Usage usage() {
    return usage;
  }
}
