package ai.gatewayz.gateway.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The provider's side of one call. */
public final class Exchange {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Exchange(Socket socket, InputStream in) throws IOException {
    this.socket = socket;
    this.in = in;
    this.out = socket.getOutputStream();
  }

  /** A whole JSON answer; {@code headers} are lines that end with CRLF. */
  public void json(int status, String headers, String body) throws IOException {
    whole(status, headers + "Content-Type: application/json\r\n", body);
  }

  /** A whole answer of any type. */
  public void whole(int status, String headers, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    raw("HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n");
    out.write(bytes);
    out.flush();
  }

  public void beginStream() throws IOException {
    raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  /** A piece of a stream. */
  public void send(String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    raw(Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  public void endStream() throws IOException {
    raw("0\r\n\r\n");
  }

  public void raw(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Says nothing for a while. */
  public void silent(Duration time) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      if (in.read() >= 0) {
        throw new IOException("the next request came before this one was answered");
      }
      throw new IOException("the gateway has gone");
    } catch (SocketTimeoutException over) {
      socket.setSoTimeout(0);
    }
  }

  /** Ends the connection as a crash would: with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Ends the connection in an orderly way, wherever the answer is. */
  public void cut() throws IOException {
    socket.close();
  }
}
