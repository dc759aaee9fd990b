package ai.gatewayz.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without TLS, no port of any service speaks HTTP/2: neither at once nor after asking for it. */
@OnRunningStack
class ClearTextIT {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
  private static final String WISH =
      "GET /q/health/live HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\n"
          + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";

  private static List<Integer> management(Ports ports) {
    return List.of(ports.gatewayManagement(), ports.catalogManagement(), ports.healthManagement());
  }

  private static List<Integer> open(Ports ports) {
    return List.of(ports.gateway(), ports.catalog(), ports.health());
  }

  @Test
  void nobodyAnswersThePreface(LocalStack stack) throws IOException {
    Ports ports = stack.options().ports();
    for (List<Integer> some : List.of(open(ports), management(ports))) {
      for (int port : some) {
        byte[] first = firstWords(port, PREFACE).getBytes(StandardCharsets.ISO_8859_1);
        // A frame of settings begins with its length and type.
        assertFalse(first.length > 3 && first[0] == 0 && first[3] == 4, "port " + port);
      }
    }
  }

  @Test
  void nobodyChangesTheProtocol(LocalStack stack) throws IOException {
    Ports ports = stack.options().ports();
    for (int port : open(ports)) {
      assertFalse(firstWords(port, WISH).startsWith("HTTP/1.1 101"), "port " + port);
    }
    for (int port : management(ports)) {
      assertTrue(firstWords(port, WISH).startsWith("HTTP/1.1 200"), firstWords(port, WISH));
    }
  }

  /** Empty where the connection was closed. */
  private static String firstWords(int port, String sent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      byte[] first = new byte[64];
      int read = socket.getInputStream().read(first);
      return read < 0 ? "" : new String(first, 0, read, StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }
}
