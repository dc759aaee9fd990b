package ai.gatewayz.gateway.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A provider that does with each connection whatever a test wants, byte by byte. */
final class RawProvider implements AutoCloseable {

  static final String CHUNK =
      "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";

  private static final int QUIET_MILLIS = 300;

  /** What happens after the request was read. */
  interface Behaviour {
    void answer(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = (in, out) -> {};

  RawProvider(int port) throws IOException {
    server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  /** How many connections are being answered. */
  int open() {
    return open.size();
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static void beginStream(OutputStream out) throws IOException {
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + CHUNK);
  }

  /**
   * An answer of status 200 up to the end of the connection, in a few pieces.
   *
   * @param type null for an answer without a content type
   */
  static void respond(OutputStream out, String type, String... body) throws IOException {
    write(
        out,
        "HTTP/1.1 200 OK\r\n"
            + (type == null ? "" : "Content-Type: " + type + "\r\n")
            + "Connection: close\r\n\r\n");
    for (String piece : body) {
      write(out, piece);
    }
  }

  /** One word now and then, until the gateway goes. */
  static void trickle(InputStream in, OutputStream out) throws IOException {
    beginStream(out);
    while (true) {
      try {
        if (in.read() < 0) {
          return;
        }
      } catch (SocketTimeoutException quiet) {
        write(out, CHUNK);
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try (socket) {
      InputStream in = socket.getInputStream();
      readRequest(in);
      socket.setSoTimeout(QUIET_MILLIS);
      behaviour.answer(in, socket.getOutputStream());
    } catch (IOException e) {
      // the gateway has closed it
    } finally {
      open.remove(socket);
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    String length = head.toString().toLowerCase(java.util.Locale.ROOT).split("content-length: ")[1];
    in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r'))));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
