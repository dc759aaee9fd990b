package ai.gatewayz.health.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.edge.Methods;
import ai.gatewayz.health.HealthStack;
import ai.gatewayz.local.hostile.ErrorLog;
import ai.gatewayz.local.hostile.SmuggledRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers send to either port: it is no label, and it is read in one way or not at all. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class StrangersComponentTest {

  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private static final int EACH = 30;

  @Inject MeterRegistry registry;
  @Any @Inject Instance<MeterFilter> filters;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int management;

  private ErrorLog log;

  @BeforeEach
  void listen() {
    log = ErrorLog.open();
  }

  @AfterEach
  void nothingThatAStrangerSendsIsAnError() {
    log.close();
    assertEquals(List.of(), log.errors());
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
    for (int at : new int[] {port, management}) {
      for (String request :
          List.of(
              "GET /none%d",
              "GET //none%d//x",
              "GET //{none%d}//x",
              "GET /%%7bnone%d%%7d/./x",
              "POST /none%d",
              "OPTIONS /none%d",
              "OPTIONS /q/none%d",
              "GET /q/none%d",
              "GET /q/health/none%d",
              "METHOD%d /",
              "METHOD%d /health/coverage",
              "METHOD%d /q/health/live",
              "GET /health/admin/none%d",
              "POST /health/admin/probes/none%d/a",
              "GET /health/models/none%d",
              "GET /health/availability/none%d/a")) {
        for (int i = 0; i < EACH; i++) {
          String head = request.formatted(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n";
          List<String> statuses = statuses(send(at, bytes(head + "Connection: close\r\n\r\n")));
          assertEquals(1, statuses.size(), request);
          assertTrue(
              statuses.getFirst().startsWith("4") || request.startsWith("OPTIONS"),
              request + " " + statuses);
        }
      }
    }
    send(port, bytes("GET /health/coverage HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    assertTrue(timers().size() < 40, timers().size() + " series");
    for (Timer timer : timers()) {
      assertFalse(timer.getId().getTag("uri").contains("none"), timer.getId().toString());
      assertFalse(timer.getId().getTag("method").contains("METHOD"), timer.getId().toString());
    }
    assertTrue(registry.get("gatewayz.port.methods.unknown").counter().count() >= 6 * EACH);
    // Counted when the answer has been written, which may be after it was read.
    await()
        .until(
            () ->
                timers().stream()
                    .anyMatch(timer -> "/health/coverage".equals(timer.getId().getTag("uri"))));
  }

  @ParameterizedTest
  @MethodSource("ai.gatewayz.local.hostile.SmuggledRequest#all")
  void isRefusedOrReadInTheOneWay(SmuggledRequest form) throws IOException {
    for (int at : new int[] {port, management}) {
      if (at == management && form.name().equals("upgrade to HTTP/2")) {
        continue; // what that port speaks is tested where it is said
      }
      boolean refused = form.reading() == SmuggledRequest.Reading.REFUSED;
      String answers = send(at, form.bytes(), refused ? Integer.MAX_VALUE : 2);
      List<String> statuses = statuses(answers);
      switch (form.reading()) {
        case REFUSED -> {
          assertTrue(statuses.size() <= 1, answers);
          assertFalse(statuses.contains("200"), answers);
        }
        // Where it ends is beyond doubt: the connection may go on, or end.
        case REFUSED_ALONE -> assertEquals("400", statuses.getFirst(), answers);
        case READ -> assertEquals(2, statuses.size(), answers);
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<String> statuses(String answers) {
    return ANSWER.matcher(answers).results().map(answer -> answer.group(1)).toList();
  }

  private static String send(int port, byte[] request) throws IOException {
    return send(port, request, Integer.MAX_VALUE);
  }

  /** Up to so many answers, or to the end of the connection, which has to come. */
  private static String send(int port, byte[] request, int wanted) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request);
      byte[] piece = new byte[8_192];
      while (statuses(all.toString()).size() < wanted) {
        int got = socket.getInputStream().read(piece);
        if (got < 0) {
          break;
        }
        all.append(new String(piece, 0, got, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the connection stays open after: " + all, open);
    } catch (SocketException reset) {
      // Ended as well.
    }
    return all.toString();
  }
}
