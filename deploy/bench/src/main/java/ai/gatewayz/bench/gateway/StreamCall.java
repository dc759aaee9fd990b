package ai.gatewayz.bench.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection that asks for streams and counts every piece of them: a piece that is missing,
 * twice or out of order is an error, as is an end without {@code [DONE]}. Costs the measured
 * machine as little as can be: no HTTP client.
 */
final class StreamCall implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final String PIECE = " piece-";

  private final Socket socket = new Socket();
  private final InputStream in;
  private final byte[] head;

  /**
   * @param firstNanos from the request to the first piece
   * @param pieces how many came, in their order
   */
  record Streamed(long firstNanos, int pieces) {}

  StreamCall(Target target, String body) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", target.port()), PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 4_096);
    head =
        ("POST "
                + Target.PATH
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + Target.KEY
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII);
  }

  Streamed ask(int pieces) throws IOException {
    long began = System.nanoTime();
    socket.getOutputStream().write(head);
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("status " + status);
    }
    while (!line().isEmpty()) {
      // the head: nothing in it is measured
    }
    Counter counter = new Counter(began);
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      counter.take(new String(in.readNBytes(size), StandardCharsets.UTF_8));
      line();
    }
    line();
    if (counter.pieces != pieces || !counter.done) {
      throw new IOException(counter.pieces + " of " + pieces + " pieces, done: " + counter.done);
    }
    return new Streamed(counter.first, counter.pieces);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Chunks of the transfer end anywhere: what is left of a line waits for the rest. */
  private static final class Counter {
    private final long began;
    private final StringBuilder rest = new StringBuilder();
    private long first;
    private int pieces;
    private boolean done;

    Counter(long began) {
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
      int at = event.indexOf(PIECE);
      if (at >= 0) {
        String number = event.substring(at + PIECE.length(), event.indexOf('"', at));
        if (!number.equals(Integer.toString(pieces))) {
          throw new IOException("piece " + number + " instead of " + pieces);
        }
        pieces++;
      }
      done |= event.equals("data: [DONE]");
    }
  }
}
