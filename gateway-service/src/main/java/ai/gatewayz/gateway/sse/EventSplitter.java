package ai.gatewayz.gateway.sse;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into server-sent events, wherever the bytes are split: inside a character,
 * a line end or a field. Every byte belongs to exactly one event, so that the events together are
 * the stream. For one thread.
 */
public final class EventSplitter {

  private static final byte[] NONE = {};
  private static final int LEAST = 1024;

  /** What a long event took is let go after it. */
  private static final int MOST_KEPT = 256 * 1024;

  private byte[] held = NONE;
  private int start;
  private int end;
  private int scan;
  private int lineStart;
  private boolean afterReturn;
  private int eventStart;
  private int eventEnd;

  /** Adds what has arrived. Events returned before are no longer valid. */
  public void feed(byte[] bytes) {
    if (start == end) {
      shift(end);
      if (held.length > MOST_KEPT) {
        held = NONE;
      }
    } else if (end + bytes.length > held.length) {
      shift(start);
    }
    if (end + bytes.length > held.length) {
      int length = Math.max(LEAST, Math.max(held.length * 2, end + bytes.length));
      held = Arrays.copyOf(held, length);
    }
    System.arraycopy(bytes, 0, held, end, bytes.length);
    end += bytes.length;
  }

  private void shift(int by) {
    System.arraycopy(held, by, held, 0, end - by);
    start -= by;
    end -= by;
    scan -= by;
    lineStart -= by;
  }

  /** Moves to the next complete event; false where more bytes are needed. */
  public boolean next() {
    while (scan < end) {
      byte b = held[scan++];
      if (b == '\n' && afterReturn) {
        // The second half of a line end that was already seen.
        afterReturn = false;
        lineStart = scan;
        continue;
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        boolean blank = scan - 1 == lineStart;
        lineStart = scan;
        if (blank) {
          if (b == '\r' && scan < end && held[scan] == '\n') {
            scan++;
            lineStart = scan;
            afterReturn = false;
          }
          take(scan);
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Takes what is left as an event: some streams end without the blank line. False where nothing is
   * left.
   */
  public boolean last() {
    if (start == end) {
      return false;
    }
    take(end);
    scan = end;
    lineStart = end;
    return true;
  }

  private void take(int to) {
    eventStart = start;
    eventEnd = to;
    start = to;
  }

  /** How many bytes wait for the end of their event. */
  public int waiting() {
    return end - start;
  }

  /** The event as it came, line ends included; valid until more is fed. */
  public Bytes event() {
    return new Bytes(held, eventStart, eventEnd - eventStart);
  }
}
