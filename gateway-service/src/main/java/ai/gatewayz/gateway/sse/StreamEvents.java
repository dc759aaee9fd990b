package ai.gatewayz.gateway.sse;

/**
 * The events of a streamed answer, one after the other: what each says and what of it the caller
 * gets. That is the event byte for byte, but for these: JSON that is no part of an answer (official
 * clients read the choices of everything that comes) and events with empty data (they are none, and
 * the clients fail on them) are left out, and so is a chunk that tells only the usage where the
 * caller did not ask for it; names, ids and times to come back are the provider's own business and
 * are cut off. For one thread.
 */
public final class StreamEvents {

  private static final Chunk NOTHING = new Chunk.Nothing();

  private final EventSplitter splitter = new EventSplitter();
  private final EventFields fields = new EventFields();
  private final boolean withUsage;
  private Chunk chunk;
  private Bytes data;
  private Bytes forCaller;

  /**
   * @param withUsage whether the caller wants a chunk that tells only the usage
   */
  public StreamEvents(boolean withUsage) {
    this.withUsage = withUsage;
  }

  /** Adds what has arrived. What was read before is no longer valid. */
  public void feed(byte[] bytes) {
    splitter.feed(bytes);
  }

  /** How many bytes wait for the end of their event. */
  public int waiting() {
    return splitter.waiting();
  }

  /** Moves to the next complete event; false where more bytes are needed. */
  public boolean next() {
    if (!splitter.next()) {
      return false;
    }
    read(splitter.event());
    return true;
  }

  /**
   * Takes what is left when the stream has ended as an event: some end without the blank line. The
   * piece of an event that is no whole one is nothing.
   */
  public boolean last() {
    if (!splitter.last()) {
      return false;
    }
    Bytes event = splitter.event();
    read(event);
    if (chunk instanceof Chunk.Garbage || chunk instanceof Chunk.Nothing) {
      chunk = NOTHING;
      forCaller = Bytes.NONE;
    } else if (!forCaller.isEmpty() && fields.plain()) {
      forCaller = closed(event);
    }
    return true;
  }

  /** What the event says. */
  public Chunk chunk() {
    return chunk;
  }

  /** Its data; null where it has none. */
  public Bytes data() {
    return data;
  }

  /** What the caller gets of it: a whole event, or nothing. */
  public Bytes forCaller() {
    return forCaller;
  }

  private void read(Bytes event) {
    fields.read(event);
    data = fields.data();
    chunk = chunkOf();
    boolean wanted =
        switch (chunk) {
          case Chunk.Part part -> withUsage || !part.usageOnly();
          case Chunk.Nothing ignored -> data == null && fields.plain();
          case Chunk.Done ignored -> true;
          case Chunk.Garbage ignored -> true;
          case Chunk.Vectors ignored -> false;
          case Chunk.Other ignored -> false;
          case Chunk.Error ignored -> false;
        };
    forCaller = !wanted ? Bytes.NONE : fields.plain() ? event : fields.rewritten();
  }

  private Chunk chunkOf() {
    if (data == null || data.isBlank()) {
      return NOTHING;
    }
    return fields.error()
        ? new Chunk.Error(data.copy())
        : ChunkReader.read(data.array(), data.start(), data.length());
  }

  /**
   * With the line ends that are missing, and no more: a blank line too much is an event to some.
   */
  private static Bytes closed(Bytes event) {
    boolean lineEnded = event.array()[event.start() + event.length() - 1] == '\n';
    byte[] whole = new byte[event.length() + (lineEnded ? 1 : 2)];
    System.arraycopy(event.array(), event.start(), whole, 0, event.length());
    for (int at = event.length(); at < whole.length; at++) {
      whole[at] = '\n';
    }
    return Bytes.of(whole);
  }
}
