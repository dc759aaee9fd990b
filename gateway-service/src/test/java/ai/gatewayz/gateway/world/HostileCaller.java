package ai.gatewayz.gateway.world;

import ai.gatewayz.gateway.world.HostileRequest.Conduct;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests over sockets of its own, and counts what comes back. */
final class HostileCaller {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
  private static final String LEFT = "left";

  /** As much of it as holds the status. */
  private static final int STATUS_LINE = 12;

  private static final int SLOW_READS = 10;
  private static final int SLOWNESS_MILLIS = 30;

  private final int port;
  private final String key;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  HostileCaller(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /** How requests ended, and how many did so. */
  Map<String, LongAdder> counts() {
    return counts;
  }

  /** Blocks until the request is over, however it ends. */
  void send(HostileRequest request) {
    String ending;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      ending = exchange(socket, request);
    } catch (IOException e) {
      ending = e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    counts.computeIfAbsent(ending, any -> new LongAdder()).increment();
  }

  private String exchange(Socket socket, HostileRequest request)
      throws IOException, InterruptedException {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(request.path(), key, body.length);
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    boolean half = request.conduct() == Conduct.SENDS_HALF;
    out.write(body, 0, half ? body.length / 2 : body.length);
    return switch (request.conduct()) {
      case SENDS_HALF, LEAVES_AT_ONCE -> LEFT;
      case LEAVES_MIDWAY -> {
        in.readNBytes(STATUS_LINE);
        yield LEFT;
      }
      case READS_SLOWLY -> {
        byte[] begin = in.readNBytes(STATUS_LINE);
        for (int i = 0; i < SLOW_READS; i++) {
          Thread.sleep(SLOWNESS_MILLIS);
          in.read();
        }
        yield toTheEnd(begin, in);
      }
      case READS -> toTheEnd(in.readNBytes(STATUS_LINE), in);
    };
  }

  /** The status of an answer, and the code of its error. */
  private static String toTheEnd(byte[] begin, InputStream in) throws IOException {
    String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    if (begin.length < STATUS_LINE) {
      return "nothing";
    }
    Matcher code = CODE.matcher(rest);
    String status = new String(begin, 9, 3, StandardCharsets.US_ASCII);
    return code.find() ? status + " " + code.group(1) : status;
  }
}
