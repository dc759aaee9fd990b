package ai.gatewayz.gateway.sse;

import ai.gatewayz.gateway.error.ErrorBody;
import ai.gatewayz.gateway.error.Failure;
import java.nio.charset.StandardCharsets;

/**
 * The events of a streamed answer, one after the other: what each says and what of it the caller
 * gets. That is the event byte for byte, but for these: JSON that is no part of an answer (official
 * clients read the choices of everything that comes) and events with empty data (they are none, and
 * the clients fail on them) are left out, and so is a chunk that tells only the usage where the
 * caller did not ask for it; one that has no list of choices gets it; names, ids and times to come
 * back are the provider's own business and are cut off. For one thread.
 */
public final class StreamEvents {

  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final Chunk NOTHING = new Chunk.Nothing();

  /** Takes about a millisecond. */
  private static final int LONG = 256 * 1024;

  /** Bytes for each of an event that a form reads and writes: as it grows, and then as a tree. */
  private static final long FORMED = 10;

  /** The same where a form reads and writes it. */
  private static final int LONG_FORMED = 32 * 1024;

  private final EventSplitter splitter = new EventSplitter();
  private final EventFields fields = new EventFields();
  private final boolean withUsage;

  /** Null where a chat completion is passed on. */
  private final EventForm form;

  private Chunk chunk;
  private Bytes data;
  private Bytes forCaller = Bytes.NONE;

  /** Whether the event ended with what may be the first half of a line end. */
  private boolean halfLineEnd;

  /** Whether the caller has that half, and is to get the other. */
  private boolean halfPassed;

  /**
   * @param withUsage whether the caller wants a chunk that tells only the usage
   */
  public StreamEvents(boolean withUsage) {
    this(withUsage, null);
  }

  /**
   * @param form reads and writes the events; null where a chat completion is passed on
   */
  public StreamEvents(boolean withUsage, EventForm form) {
    this.withUsage = withUsage;
    this.form = form;
  }

  /** Adds what has arrived. What was read before is no longer valid. */
  public void feed(byte[] bytes) {
    splitter.feed(bytes);
  }

  /** Bytes of memory that what was fed takes and will take, but for what the caller gets. */
  public long memory() {
    // What waits for its end is copied as it grows.
    return form == null ? 2L * waiting() : FORMED * waiting() + form.held();
  }

  /** How many bytes wait for the end of their event. */
  public int waiting() {
    return splitter.waiting();
  }

  /**
   * Moves to the next complete event; false where more bytes are needed. A short one is read at
   * once.
   */
  public boolean next() {
    boolean more = splitter.next();
    if (more && !isLong()) {
      read();
    }
    return more;
  }

  /**
   * Takes what is left when the stream has ended as an event: some end without the blank line. The
   * piece of an event that is no whole one is nothing, and neither is a long one without an end.
   */
  public boolean last() {
    boolean more = splitter.last() && !isLong();
    if (more) {
      read(splitter.event(), true);
    }
    return more;
  }

  /** Whether the event takes so long to read that nobody should wait for it: see {@link #read}. */
  public boolean isLong() {
    return length() > (form == null ? LONG : LONG_FORMED);
  }

  /** Bytes of the event. */
  public int length() {
    return splitter.event().length();
  }

  /**
   * Reads a long event. Any thread may, while nothing else is done with these events; what is said
   * of it is to be asked afterwards.
   */
  public void read() {
    read(splitter.event(), false);
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

  /** What ends an answer whose provider did not write the end. */
  public byte[] end() {
    return form == null ? DONE.clone() : form.end();
  }

  /** The event that tells the caller that the answer broke off. */
  public byte[] error(Failure failure, String requestId) {
    return form == null ? ErrorBody.event(failure, requestId) : form.error(failure, requestId);
  }

  private void read(Bytes all, boolean last) {
    boolean second = halfLineEnd && all.startsWith('\n');
    Bytes event = second ? all.without(1) : all;
    fields.read(event);
    data = fields.data();
    chunk = chunkOf();
    if (last && chunk instanceof Chunk.Garbage) {
      chunk = NOTHING;
    }
    if (form != null) {
      forCaller = form.write(chunk, data, event);
      halfLineEnd = all.endsWith('\r');
      return;
    }
    boolean passed = isWanted(last);
    if (!passed) {
      forCaller = Bytes.NONE;
    } else if (chunk instanceof Chunk.Part part && !part.listed()) {
      passed = false;
      forCaller = UsageChunk.listed(data);
    } else if (!fields.plain()) {
      passed = false;
      forCaller = fields.rewritten();
    } else {
      forCaller = event;
    }
    if (second && halfPassed) {
      forCaller = passed ? all : forCaller.after('\n');
    }
    if (last && passed) {
      forCaller = closed(forCaller);
    }
    halfLineEnd = all.endsWith('\r');
    halfPassed = passed;
  }

  private boolean isWanted(boolean last) {
    return switch (chunk) {
      case Chunk.Part part -> withUsage || !part.usageOnly();
      case Chunk.Nothing ignored -> !last && data == null && fields.plain();
      case Chunk.Done ignored -> true;
      case Chunk.Garbage ignored -> true;
      case Chunk.Vectors ignored -> false;
      case Chunk.Other ignored -> false;
      case Chunk.Error ignored -> false;
    };
  }

  private Chunk chunkOf() {
    if (data == null || data.isBlank()) {
      return NOTHING;
    }
    if (fields.error()) {
      return new Chunk.Error(data.copy());
    }
    return form == null
        ? ChunkReader.read(data.array(), data.start(), data.length())
        : form.read(data);
  }

  /**
   * With the line ends that are missing, and no more: a blank line too much is an event to some.
   */
  private static Bytes closed(Bytes event) {
    byte[] whole = new byte[event.length() + (event.endsWith('\n') ? 1 : 2)];
    System.arraycopy(event.array(), event.start(), whole, 0, event.length());
    for (int at = event.length(); at < whole.length; at++) {
      whole[at] = '\n';
    }
    return Bytes.of(whole);
  }
}
