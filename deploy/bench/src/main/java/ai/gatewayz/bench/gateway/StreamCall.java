package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.protocol.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that asks for streams and counts every piece of them: a piece that is missing,
 * twice or out of order is an error, as is an end without the protocol's last event.
 */
final class StreamCall implements AutoCloseable {

  private static final String PIECE = " piece-";
  private static final String LENGTH = "content-length:";

  private final Connection connection;
  private final Protocol protocol;
  private final byte[] head;

  /**
   * @param firstNanos from the request to the first piece
   * @param pieces how many came, in their order
   */
  record Streamed(long firstNanos, int pieces) {}

  StreamCall(Target target, String body) throws IOException {
    connection = new Connection(target, 4_096);
    protocol = target.protocol();
    head =
        ("POST "
                + target.protocol().path()
                + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\n"
                + "Authorization: Bearer "
                + Target.KEY
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII);
  }

  Streamed ask(int pieces) throws IOException {
    long began = System.nanoTime();
    connection.send(head);
    String status = connection.line();
    int length = 0;
    for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    if (!status.startsWith("HTTP/1.1 200")) {
      String said = new String(connection.read(length), StandardCharsets.UTF_8);
      throw new IOException(protocol + " was answered with " + status + ": " + said);
    }
    Counter counter = new Counter(protocol, began);
    for (int size = connection.chunkSize(); size > 0; size = connection.chunkSize()) {
      counter.take(new String(connection.read(size), StandardCharsets.UTF_8));
      connection.line();
    }
    connection.line();
    if (counter.pieces != pieces || !counter.done) {
      throw new IOException(counter.pieces + " of " + pieces + " pieces, done: " + counter.done);
    }
    return new Streamed(counter.first, counter.pieces);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /** Chunks of the transfer end anywhere: what is left of a line waits for the rest. */
  private static final class Counter {
    private final Protocol protocol;
    private final long began;
    private final StringBuilder rest = new StringBuilder();
    private long first;
    private int pieces;
    private boolean done;

    Counter(Protocol protocol, long began) {
      this.protocol = protocol;
      this.began = began;
    }

    void take(String text) throws IOException {
      if (pieces == 0 && first == 0 && text.contains(PIECE)) {
        first = System.nanoTime() - began;
      }
      rest.append(text);
      for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        event(rest.substring(0, end));
        rest.delete(0, end + 2);
      }
    }

    private void event(String event) throws IOException {
      int at = protocol.isPiece(event) ? event.indexOf(PIECE) : -1;
      if (at >= 0) {
        String number = event.substring(at + PIECE.length(), event.indexOf('"', at));
        if (!number.equals(Integer.toString(pieces))) {
          throw new IOException("piece " + number + " instead of " + pieces);
        }
        pieces++;
      }
      done |= protocol.isEnd(event);
    }
  }
}
