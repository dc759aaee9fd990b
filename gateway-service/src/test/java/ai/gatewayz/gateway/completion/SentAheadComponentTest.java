package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Callers who do not wait for an answer before they ask on. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class SentAheadComponentTest {

  private static final Offer OFFER = chat("uncounted", "sent/ahead");
  private static final int AHEAD = 30;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int management;

  @Test
  void whatACallerHasSentAheadEndsWithHim() throws Exception {
    try (RawProvider provider = new RawProvider(SimulatedProviders.replayPort())) {
      Offered.only(List.of(OFFER), kafka, snapshots, standings);
      provider.behave(RawProvider::trickle);
      String body =
          "{\"model\":\"sent/ahead\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
      String request =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(GatewayStack.API_KEY, body.length(), body);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(request.repeat(AHEAD).getBytes(StandardCharsets.US_ASCII));
        await().until(() -> provider.bodies().size() == 1);
        assertTrue(socket.getInputStream().read() >= 0);
        socket.setSoLinger(true, 0);
      }
      await()
          .during(Duration.ofSeconds(2))
          .until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
      assertEquals(1, provider.bodies().size(), "calls for a caller who has left");
    }
  }

  @Test
  void whoSendsAMillionAndReadsNoneIsHungUpOn() throws Exception {
    String tiny = "GET /q HTTP/1.1\r\nHost: g\r\n\r\n";
    byte[] many = tiny.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
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
        socket.getOutputStream().write(tiny.getBytes(StandardCharsets.US_ASCII));
        assertTrue(socket.getInputStream().read() > 0);
      }
    }
  }
}
