package ai.gatewayz.catalog.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.CatalogStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of either port who connect and then do nothing, or too often. */
@QuarkusTest
@TestProfile(ConnectionsComponentTest.Impatient.class)
@QuarkusTestResource(CatalogStack.class)
class ConnectionsComponentTest {

  private static final String REQUEST = "GET /catalog/providers HTTP/1.1\r\nHost: h\r\n";

  /** Short enough to be waited for. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gatewayz.catalog.connections.head-timeout", "1s",
          "gatewayz.catalog.connections.idle-timeout", "1s",
          "gatewayz.catalog.connections.request-timeout", "2s",
          "gatewayz.catalog.connections.most-per-address", "20");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int management;

  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket send(int to, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to);
    open.add(socket);
    socket.setSoTimeout(15_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What comes until the connection is closed. */
  private static String rest(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GET", "GET / HTTP/1.1\r\nHost: h\r\nX-More: y", "GET / HTTP/1.1\r\n"})
  void whoDoesNotEndTheHeadIsHungUpOn(String half) throws Exception {
    assertEquals("", rest(send(port, half)));
    assertEquals("", rest(send(management, half)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /catalog/providers HTTP/1.1\r\nHo"})
  void whoDoesNotGoOnIsHungUpOn(String half) throws Exception {
    for (int at : new int[] {port, management}) {
      String answers = rest(send(at, "GET /none HTTP/1.1\r\nHost: h\r\n\r\n" + half));
      assertTrue(answers.startsWith("HTTP/1.1 404 "), answers);
      assertEquals(answers.indexOf("HTTP/1.1"), answers.lastIndexOf("HTTP/1.1"), answers);
    }
  }

  @Test
  void whoSendsNoBodyIsHungUpOn() throws Exception {
    String body = "Content-Type: application/json\r\nContent-Length: 9\r\n";
    rest(
        send(
            port,
            "POST /catalog/admin/rules HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                + CatalogStack.ADMIN_TOKEN
                + "\r\n"
                + body
                + "\r\n{"));
  }

  @Test
  @Timeout(60)
  void whoFollowsTheChangesIsNot() throws Exception {
    Socket socket = send(port, "GET /catalog/changes/stream HTTP/1.1\r\nHost: h\r\n\r\n");
    socket.setSoTimeout(500);
    StringBuilder all = new StringBuilder();
    byte[] piece = new byte[8_192];
    // A comment each second, and twice as long as any other request may take.
    while (all.toString().split("keep-alive", -1).length < 6) {
      try {
        int got = socket.getInputStream().read(piece);
        assertTrue(got > 0, "the stream has ended after: " + all);
        all.append(new String(piece, 0, got, StandardCharsets.UTF_8));
      } catch (SocketTimeoutException nothing) {
        // until the next one
      }
    }
  }

  @Test
  void anAddressHasSoManyConnectionsAndNoMore() throws Exception {
    List<Socket> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      try {
        many.add(send(i % 2 == 0 ? port : management, "GET /none HTTP/1.1\r\nHost: h\r\n\r\n"));
      } catch (SocketException reset) {
        // as it should be
      }
    }
    int answered = 0;
    for (Socket socket : many) {
      answered += rest(socket).startsWith("HTTP/1.1 404 ") ? 1 : 0;
    }
    assertTrue(answered <= 20, answered + " connections were answered");
    assertTrue(rest(send(port, REQUEST + "Connection: close\r\n\r\n")).contains("200"));
  }
}
