package ai.gatewayz.gateway.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who connect and then do nothing, or too often. */
@QuarkusTest
@TestProfile(ConnectionsComponentTest.Impatient.class)
@QuarkusTestResource(GatewayStack.class)
class ConnectionsComponentTest {

  /** Short enough to be waited for. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gatewayz.gateway.connections.head-timeout", "1s",
          "gatewayz.gateway.connections.idle-timeout", "1s",
          "gatewayz.gateway.connections.most-per-address", "20");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
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
      strings = {"", "GET", "GET / HTTP/1.1\r\nHost: g\r\nX-More: y", "GET / HTTP/1.1\r\n"})
  void whoDoesNotEndTheHeadIsHungUpOn(String half) throws Exception {
    assertEquals("", rest(send(half)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /v1/models HTTP/1.1\r\nHo"})
  void whoDoesNotGoOnIsHungUpOn(String half) throws Exception {
    String answers = rest(send("GET /none HTTP/1.1\r\nHost: g\r\n\r\n" + half));
    assertTrue(answers.startsWith("HTTP/1.1 404 "), answers);
    assertEquals(answers.indexOf("HTTP/1.1"), answers.lastIndexOf("HTTP/1.1"), answers);
  }

  @Test
  void whoWaitsForAnAnswerIsNot() throws Exception {
    // A body that does not come: answered after four seconds, four times the limit of idleness.
    String answer =
        rest(
            send(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nContent-Length: 9\r\nAuthorization: Bearer "
                    + GatewayStack.API_KEY
                    + "\r\n\r\n{"));
    assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
  }

  @Test
  void anAddressHasSoManyConnectionsAndNoMore() throws Exception {
    List<Socket> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      try {
        many.add(send("GET /none HTTP/1.1\r\nHost: g\r\n\r\n"));
      } catch (SocketException reset) {
        // as it should be
      }
    }
    int answered = 0;
    for (Socket socket : many) {
      answered += rest(socket).startsWith("HTTP/1.1 404 ") ? 1 : 0;
    }
    assertTrue(answered <= 20, answered + " connections were answered");
    assertTrue(
        rest(send("GET /none HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n")).contains("404"));
  }
}
