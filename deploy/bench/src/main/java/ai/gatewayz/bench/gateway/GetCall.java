package ai.gatewayz.bench.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that asks for one thing after the other. Costs the measured machine as little as
 * can be: no HTTP client.
 */
final class GetCall implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  /**
   * @param nanos from the request to the last byte
   * @param tag of what was answered
   */
  record Answer(long nanos, String tag) {}

  GetCall(Target target) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", target.port()), PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /**
   * @param held the tag of what is held already; null for nothing
   * @throws IOException where the status is another one
   */
  Answer get(String path, String held, int status) throws IOException {
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + Target.KEY
            + (held == null ? "" : "\r\nIf-None-Match: " + held)
            + "\r\n\r\n";
    long began = System.nanoTime();
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    String line = line();
    if (!line.startsWith("HTTP/1.1 " + status)) {
      throw new IOException(path + ": " + line);
    }
    String tag = null;
    int length = 0;
    boolean chunked = false;
    for (line = line(); !line.isEmpty(); line = line()) {
      String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (name) {
        case "etag" -> tag = value;
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equals("chunked");
        default -> {
          // nothing in it is measured
        }
      }
    }
    if (chunked) {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        in.skipNBytes(size);
        line();
      }
      line();
    } else if (status != 304) {
      in.skipNBytes(length);
    }
    return new Answer(System.nanoTime() - began, tag);
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
}
