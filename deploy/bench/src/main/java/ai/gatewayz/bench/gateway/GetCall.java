package ai.gatewayz.bench.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that asks for one thing after the other. */
final class GetCall implements AutoCloseable {

  private final Connection connection;

  /**
   * @param nanos from the request to the last byte
   * @param tag of what was answered
   */
  record Answer(long nanos, String tag) {}

  GetCall(Target target) throws IOException {
    connection = new Connection(target, 64 * 1024);
  }

  /**
   * @param held the tag of what is held already; null for nothing
   * @throws IOException where the status is another one
   */
  Answer get(String path, String held, int status) throws IOException {
    return ask(path, held == null ? "" : "\r\nIf-None-Match: " + held, status);
  }

  /** The answer in gzip, as clients take it that are told nothing. */
  Answer zipped(String path) throws IOException {
    return ask(path, "\r\nAccept-Encoding: gzip", 200);
  }

  private Answer ask(String path, String more, int status) throws IOException {
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + Target.KEY
            + more
            + "\r\n\r\n";
    long began = System.nanoTime();
    connection.send(head.getBytes(StandardCharsets.US_ASCII));
    String line = connection.line();
    if (!line.startsWith("HTTP/1.1 " + status)) {
      throw new IOException(path + ": " + line);
    }
    String tag = null;
    int length = 0;
    boolean chunked = false;
    for (line = connection.line(); !line.isEmpty(); line = connection.line()) {
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
      for (int size = connection.chunkSize(); size > 0; size = connection.chunkSize()) {
        connection.skip(size);
        connection.line();
      }
      connection.line();
    } else if (status != 304) {
      connection.skip(length);
    }
    return new Answer(System.nanoTime() - began, tag);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
