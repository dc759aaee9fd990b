package ai.gatewayz.bench.attack.victim;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection on which anything can be sent, sound or not. */
public final class Wire implements AutoCloseable {

  /** Another address of this machine. */
  static final String ELSEWHERE = "127.0.0.2";

  private static final int CONNECT_MILLIS = 10_000;
  private static final int KEPT = 4_096;
  private static final int LONGEST_LINE = 64 * 1024;

  private final Socket socket = new Socket();
  private final InputStream in;

  /**
   * @param port on loopback
   * @param patienceMillis for an answer
   * @param window bytes that the system takes unread; 0 for as many as it likes
   */
  public Wire(int port, int patienceMillis, int window) throws IOException {
    this(port, patienceMillis, window, null);
  }

  private Wire(int port, int patienceMillis, int window, String from) throws IOException {
    if (from != null) {
      socket.bind(new InetSocketAddress(from, 0));
    }
    if (window > 0) {
      socket.setReceiveBufferSize(window);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(patienceMillis);
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public Wire(int port, int patienceMillis) throws IOException {
    this(port, patienceMillis, 0);
  }

  /** From another address than the others: limits of connections are by address. */
  static Wire fromElsewhere(int port, int patienceMillis) throws IOException {
    return new Wire(port, patienceMillis, 0, ELSEWHERE);
  }

  /** False where the other end takes no more. */
  public boolean send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (SocketException ended) {
      return false;
    }
  }

  public boolean send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next answer, however it ends. */
  public Answer answer() throws IOException {
    try {
      return read();
    } catch (SocketTimeoutException e) {
      return Answer.none();
    } catch (SocketException e) {
      return Answer.closed();
    }
  }

  private Answer read() throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(); line == null || !line.isEmpty(); line = line()) {
      if (line == null) {
        return Answer.closed();
      }
      head.append(line).append('\n');
    }
    String[] first = head.toString().split("[ \n]", 3);
    int status = first.length > 1 ? Integer.parseInt(first[1]) : Answer.CLOSED;
    if (status == 100) {
      return read();
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long length = 0;
    if (lower.contains("\ntransfer-encoding: chunked")) {
      long size;
      do {
        String chunk = line();
        if (chunk == null) {
          return Answer.closed();
        }
        size = Long.parseLong(chunk.split(";")[0].strip(), 16);
        length += take(size, kept);
        line();
      } while (size > 0);
    } else if (status != 304 && status != 204) {
      int at = lower.indexOf("\ncontent-length: ");
      long told = at < 0 ? Long.MAX_VALUE : Long.parseLong(lower.substring(at + 17).split("\n")[0]);
      length = take(told, kept);
    }
    return new Answer(status, head.toString(), kept.toString(StandardCharsets.UTF_8), length);
  }

  private long take(long bytes, ByteArrayOutputStream kept) throws IOException {
    byte[] piece = new byte[8 * 1024];
    long taken = 0;
    while (taken < bytes) {
      int got = in.read(piece, 0, (int) Math.min(piece.length, bytes - taken));
      if (got < 0) {
        break;
      }
      kept.write(piece, 0, Math.min(got, Math.max(0, KEPT - kept.size())));
      taken += got;
    }
    return taken;
  }

  /** Null at the end of the connection. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        return null;
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Whatever comes until the connection ends. */
  public String rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketTimeoutException open) {
      throw new IOException("the connection stays open after: " + all, open);
    } catch (SocketException reset) {
      // Ended as well.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
