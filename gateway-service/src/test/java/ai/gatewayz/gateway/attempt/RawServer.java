package ai.gatewayz.gateway.attempt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** Reads each request of a connection of its own, and answers it byte by byte as a test wants. */
final class RawServer implements AutoCloseable {

  /** What happens after the request was read. */
  interface Behaviour {
    void answer(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private volatile Behaviour behaviour = (in, out) -> {};
  private volatile String head = "";

  RawServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The line and the headers of the last request. */
  String head() {
    return head;
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
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder read = new StringBuilder();
      while (read.indexOf("\r\n\r\n") < 0) {
        read.append((char) in.read());
      }
      String length = read.toString().toLowerCase(Locale.ROOT).split("content-length: ")[1];
      in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r'))));
      head = read.toString();
      behaviour.answer(in, socket.getOutputStream());
    } catch (IOException e) {
      // the other side has closed it
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
