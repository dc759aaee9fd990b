package ai.gatewayz.health.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.HealthStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Callers of either port who do not wait for an answer before they ask on. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class SentAheadComponentTest {

  private static final String REQUEST = "GET /health/coverage HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String TINY = "GET /q HTTP/1.1\r\nHost: h\r\n\r\n";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int management;

  @Test
  void someAreAnsweredInTheirOrder() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      String all =
          (REQUEST + TINY).repeat(40)
              + REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      String statuses = answers.replaceAll("(?s).*?HTTP/1\\.1 (\\d{3}) .*?(?=HTTP/1\\.1|$)", "$1 ");
      assertEquals("200 404 ".repeat(40) + "200 ", statuses);
    }
  }

  @Test
  void whoSendsAMillionAndReadsNoneIsHungUpOn() throws Exception {
    byte[] many = TINY.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    for (int at : new int[] {port, management}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
        assertThrows(
            IOException.class,
            () -> {
              for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(many);
              }
            });
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
        socket.getOutputStream().write(TINY.getBytes(StandardCharsets.US_ASCII));
        assertTrue(socket.getInputStream().read() > 0);
      }
    }
  }
}
