package ai.gatewayz.gateway.sse;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into server-sent events, wherever the bytes are split: inside a character,
 * a line end or a field. Every byte belongs to exactly one event, so that the events together are
 * the stream. For one thread.
 */
public final class EventSplitter {

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] NONE = {};
  private static final int LEAST = 1024;

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

  /** The event's bytes as they came, line ends included. */
  public byte[] raw() {
    return Arrays.copyOfRange(held, eventStart, eventEnd);
  }

  /**
   * The event's data: its {@code data} lines joined by line feeds; null for a comment or a bare
   * blank line.
   */
  public byte[] data() {
    byte[] data = null;
    int from = eventStart;
    while (from < eventEnd) {
      int to = from;
      while (to < eventEnd && held[to] != '\n' && held[to] != '\r') {
        to++;
      }
      int value = value(from, to);
      if (value >= 0) {
        data = data == null ? Arrays.copyOfRange(held, value, to) : joined(data, value, to);
      }
      from = to + 1;
    }
    return data;
  }

  /** Where the value of a {@code data} line begins; -1 for another line. */
  private int value(int from, int to) {
    int colon = from + DATA.length;
    if (to < colon || !Arrays.equals(held, from, colon, DATA, 0, DATA.length)) {
      return -1;
    }
    if (to == colon) {
      return to;
    }
    if (held[colon] != ':') {
      return -1;
    }
    return colon + 1 < to && held[colon + 1] == ' ' ? colon + 2 : colon + 1;
  }

  private byte[] joined(byte[] data, int from, int to) {
    byte[] longer = Arrays.copyOf(data, data.length + 1 + to - from);
    longer[data.length] = '\n';
    System.arraycopy(held, from, longer, data.length + 1, to - from);
    return longer;
  }
}
