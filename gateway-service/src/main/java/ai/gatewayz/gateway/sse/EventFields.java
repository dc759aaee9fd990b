package ai.gatewayz.gateway.sse;

import java.nio.charset.StandardCharsets;

/**
 * The fields of one server-sent event. One is made for a stream and reads its events one after the
 * other.
 */
final class EventFields {

  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);

  private byte[] held;
  private Bytes data;
  private int lines;
  private int dataBytes;
  private boolean plain;
  private boolean error;

  void read(Bytes event) {
    held = event.array();
    data = null;
    lines = 0;
    dataBytes = 0;
    plain = true;
    error = false;
    int end = event.start() + event.length();
    for (int from = event.start(); from < end; ) {
      int to = lineEnd(from, end);
      line(from, to);
      from = to + 1;
    }
    if (lines > 1) {
      data = joined(event.start(), end);
    }
  }

  /** The {@code data} lines joined by line feeds; null where there is none. */
  Bytes data() {
    return data;
  }

  /**
   * Whether there is nothing but data and comments, and no NUL: what else an event may hold tells a
   * client when to come back, or from where.
   */
  boolean plain() {
    return plain;
  }

  /** Whether it is an event called error, or an {@code error} line, as some servers write it. */
  boolean error() {
    return error;
  }

  /** The same event with its data alone. */
  Bytes rewritten() {
    byte[] written = new byte[dataBytes + lines * (DATA.length + 3) + 1];
    int to = dataLine(written, 0);
    for (int at = data.start(); at < data.start() + data.length(); at++) {
      byte b = data.array()[at];
      if (b != 0) {
        written[to++] = b;
      }
      if (b == '\n') {
        to = dataLine(written, to);
      }
    }
    written[to++] = '\n';
    written[to++] = '\n';
    return new Bytes(written, 0, to);
  }

  private static int dataLine(byte[] written, int to) {
    System.arraycopy(DATA, 0, written, to, DATA.length);
    written[to + DATA.length] = ':';
    written[to + DATA.length + 1] = ' ';
    return to + DATA.length + 2;
  }

  private int lineEnd(int from, int end) {
    int to = from;
    while (to < end && held[to] != '\n' && held[to] != '\r') {
      plain &= held[to] != 0;
      to++;
    }
    return to;
  }

  private void line(int from, int to) {
    if (from == to || held[from] == ':') {
      return;
    }
    int value = value(from, to);
    if (value >= 0) {
      lines++;
      dataBytes += to - value;
      data = new Bytes(held, value, to - value);
    }
    if (!isField(DATA, from, to)) {
      plain = false;
      error |= isField(ERROR, from, to) || isField(EVENT, from, to) && isError(from, to);
    }
  }

  private boolean isError(int from, int to) {
    int value = valueAfter(EVENT, from, to);
    return to - value == ERROR.length && startsWith(ERROR, value, to);
  }

  /** Where the value of a line begins that holds data; -1 for another line. */
  private int value(int from, int to) {
    if (isField(DATA, from, to)) {
      return valueAfter(DATA, from, to);
    }
    return isField(ERROR, from, to) ? valueAfter(ERROR, from, to) : -1;
  }

  private boolean isField(byte[] name, int from, int to) {
    return startsWith(name, from, to)
        && (from + name.length == to || held[from + name.length] == ':');
  }

  private boolean startsWith(byte[] name, int from, int to) {
    if (to - from < name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (held[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private int valueAfter(byte[] name, int from, int to) {
    int colon = from + name.length;
    if (colon == to) {
      return to;
    }
    return colon + 1 < to && held[colon + 1] == ' ' ? colon + 2 : colon + 1;
  }

  private Bytes joined(int start, int end) {
    byte[] all = new byte[dataBytes + lines - 1];
    int filled = 0;
    for (int from = start; from < end; ) {
      int to = lineEnd(from, end);
      int value = value(from, to);
      if (value >= 0) {
        System.arraycopy(held, value, all, filled, to - value);
        filled += to - value;
        if (filled < all.length) {
          all[filled++] = '\n';
        }
      }
      from = to + 1;
    }
    return Bytes.of(all);
  }
}
