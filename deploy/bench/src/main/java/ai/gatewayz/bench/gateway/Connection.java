package ai.gatewayz.bench.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** HTTP/1.1 by hand: costs the measured machine as little as can be, no HTTP client. */
final class Connection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  Connection(Target target, int bufferBytes) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", target.port()), PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), bufferBytes);
  }

  void send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
  }

  /** A line without its end. */
  String line() throws IOException {
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

  /** Of the chunk that begins here; 0 for the last. */
  int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  byte[] read(int bytes) throws IOException {
    return in.readNBytes(bytes);
  }

  void skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
