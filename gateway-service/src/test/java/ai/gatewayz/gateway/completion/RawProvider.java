package ai.gatewayz.gateway.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A provider that does with each connection whatever a test wants, byte by byte. */
final class RawProvider implements AutoCloseable {

  static final String CHUNK =
      "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";

  private static final int QUIET_MILLIS = 100;

  /** What happens after the request was read. */
  interface Behaviour {
    void answer(InputStream in, OutputStream out) throws IOException;
  }

  /** What happens by the head and the body of the request. */
  interface Script {
    void answer(String head, String body, OutputStream out) throws IOException;
  }

  /** An answer as JSON to what was asked. */
  interface Reaction {
    Reply to(String body);
  }

  record Reply(int status, String body) {
    static final Reply GOOD =
        new Reply(
            200,
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"word\"},\"finish_reason\":\"stop\"}]}");
  }

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> heads = new ConcurrentLinkedQueue<>();
  private volatile Reaction reactions;
  private volatile Script script;
  private volatile Behaviour behaviour = (in, out) -> {};

  RawProvider(int port) throws IOException {
    server = bind(port);
    Thread.ofVirtual().start(this::accept);
  }

  /** The one before may not have let go of the port yet. */
  private static ServerSocket bind(int port) throws IOException {
    BindException taken = null;
    for (int i = 0; i < 50; i++) {
      try {
        return new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        taken = e;
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
    throw taken;
  }

  void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  /** Answers each request by what is in it. */
  void react(Reaction reaction) {
    reactions = reaction;
  }

  /** Does with each request what is wanted by what is in it. */
  void script(Script wanted) {
    script = wanted;
  }

  /** The heads of all requests so far. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  /** The bodies of all requests so far. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** How many connections are being answered. */
  int open() {
    return open.size();
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void write(OutputStream out, Reply reply) throws IOException {
    write(
        out,
        "HTTP/1.1 "
            + reply.status
            + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + reply.body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + reply.body);
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
      String head = readHead(in);
      String body = readBody(head, in);
      heads.add(head);
      bodies.add(body);
      socket.setSoTimeout(QUIET_MILLIS);
      if (script != null) {
        script.answer(head, body, socket.getOutputStream());
      } else if (reactions == null) {
        behaviour.answer(in, socket.getOutputStream());
      } else {
        write(socket.getOutputStream(), reactions.to(body));
      }
    } catch (IOException e) {
      // the gateway has closed it
    } finally {
      open.remove(socket);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String readBody(String head, InputStream in) throws IOException {
    String length = head.toLowerCase(java.util.Locale.ROOT).split("content-length: ")[1];
    byte[] body = in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r'))));
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
