package ai.gatewayz.gateway.connection;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.edge.Methods;
import ai.gatewayz.gateway.GatewayStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What strangers choose is no label. */
@QuarkusTest
@TestProfile(ConnectionsComponentTest.Impatient.class)
@QuarkusTestResource(GatewayStack.class)
class StrangersComponentTest {

  @Inject MeterRegistry registry;
  @Any @Inject Instance<MeterFilter> filters;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private String send(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** None that counts addresses may be asked before ours: whoever is first is not said. */
  @Test
  void nothingElseDecidesWhichAddressesAreSeries() {
    for (MeterFilter filter : filters) {
      assertInstanceOf(Methods.class, filter);
    }
  }

  private List<Timer> timers() {
    return registry.find("http.server.requests").timers().stream().toList();
  }

  @Test
  void strangersMakeNoSeries() throws Exception {
    for (String request :
        List.of(
            "GET /v1/secret%d",
            "GET /none%d", "OPTIONS /none%d", "POST /v1/none%d", "METHOD%d /", "M%d /v1/models")) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        all.append(request.formatted(i))
            .append(" HTTP/1.1\r\nHost: g\r\n")
            .append(i == 149 ? "Connection: close\r\n\r\n" : "\r\n");
      }
      String answers = send(all.toString());
      assertTrue(answers.contains("HTTP/1.1 4") || request.startsWith("OPTIONS"), answers);
    }
    assertTrue(timers().size() < 20, timers().size() + " series");
    for (Timer timer : timers()) {
      String uri = timer.getId().getTag("uri");
      assertFalse(uri.contains("secret") || uri.contains("none"), timer.getId().toString());
      assertTrue(timer.getId().getTag("method").matches("[A-Z]+"), timer.getId().toString());
    }
    assertTrue(registry.get("gatewayz.requests.methods.unknown").counter().count() >= 300);
    send(
        "GET /v1/models HTTP/1.1\r\nHost: g\r\nConnection: close\r\nAuthorization: Bearer "
            + GatewayStack.API_KEY
            + "\r\n\r\n");
    // Counted when the answer has been written, which may be after it was read.
    await()
        .until(
            () ->
                timers().stream()
                    .anyMatch(timer -> "/v1/models".equals(timer.getId().getTag("uri"))));
  }
}
