package ai.gatewayz.gateway.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An HTTP/1.1 server on loopback with a virtual thread for each connection, which it keeps alive.
 * Scripts are by model; every call is noted before its script begins.
 */
public final class ScriptedProvider implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BACKLOG = 200;

  private final int port;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Predicate<Call> kept;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Script otherwise =
      (call, exchange) -> exchange.json(404, "", "{\"error\":{\"message\":\"model not found\"}}");
  private volatile ServerSocket server;

  /**
   * @param port 0 for any free one
   */
  public ScriptedProvider(int port) throws IOException {
    this(port, call -> true);
  }

  /**
   * @param kept which calls are to be told by {@link #calls}
   */
  public ScriptedProvider(int port, Predicate<Call> kept) throws IOException {
    this.kept = kept;
    server = listen(port);
    this.port = server.getLocalPort();
  }

  public int port() {
    return port;
  }

  public void script(String model, Script script) {
    scripts.put(model, script);
  }

  /** For models without a script of their own. */
  public void otherwise(Script script) {
    otherwise = script;
  }

  /** The calls of a model so far that are kept, in the order in which they came. */
  public List<Call> calls(String model) {
    return List.copyOf(calls.getOrDefault(model, List.of()));
  }

  /** Refuses connections and resets those that there are, until it {@link #comesBack}. */
  public void leaves() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  public void comesBack() throws IOException {
    server = listen(port);
  }

  private ServerSocket listen(int wanted) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
    Thread.ofVirtual().start(() -> accept(listening));
    return listening;
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        byte[] body = request(in);
        Call call = noted(body);
        scripts.getOrDefault(call.model(), otherwise).answer(call, new Exchange(socket, in));
      }
    } catch (IOException e) {
      // the gateway has closed it, or the script has
    } finally {
      open.remove(socket);
    }
  }

  private Call noted(byte[] body) throws IOException {
    JsonNode json = read(body);
    String model = json.path("model").asText();
    int nth = counts.computeIfAbsent(model, any -> new AtomicInteger()).incrementAndGet();
    Call call = new Call(System.nanoTime(), nth, json);
    if (kept.test(call)) {
      calls.computeIfAbsent(model, any -> new CopyOnWriteArrayList<>()).add(call);
    }
    return call;
  }

  /** What is no JSON, or too deep, has no members. */
  private static JsonNode read(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static byte[] request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no further request");
      }
      head.append((char) next);
    }
    String[] length = head.toString().toLowerCase(Locale.ROOT).split("content-length: ");
    return in.readNBytes(Integer.parseInt(length[1].substring(0, length[1].indexOf('\r'))));
  }

  @Override
  public void close() throws IOException {
    leaves();
  }
}
