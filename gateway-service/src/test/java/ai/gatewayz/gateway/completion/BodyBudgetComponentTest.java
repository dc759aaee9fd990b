package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the bodies of all requests hold is bounded, and given back however a request ends. The stack
 * has room for six bodies of a million bytes, three of them of one key.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class BodyBudgetComponentTest {

  private static final String MODEL = "replay/budget";
  private static final Offer OFFER = chat("replay", MODEL);
  private static final int MILLION = 1_000_000;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private final List<Socket> open = new ArrayList<>();
  private RawProvider provider;

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
    await().until(() -> held() == 0);
  }

  @AfterEach
  void allIsGivenBack() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    provider.close();
    await().until(() -> held() == 0);
    await().until(() -> registry.get("gatewayz.requests.active").gauge().value() == 0);
  }

  private double held() {
    return registry.get("gatewayz.requests.body.bytes").gauge().value();
  }

  private double shed() {
    return registry.find("gatewayz.requests.shed").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private Socket ask(String key, String path, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    open.add(socket);
    write(
        socket,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer "
            + key
            + "\r\n"
            + headers
            + "\r\n");
    return socket;
  }

  private Socket announce(String key, String path) throws IOException {
    return ask(key, path, "Expect: 100-continue\r\nContent-Length: " + MILLION + "\r\n");
  }

  private Socket announce(String key) throws IOException {
    return announce(key, "/v1/chat/completions");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Socket socket, String until) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf(until) < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static void toldToGoOn(Socket socket) throws IOException {
    String told = read(socket, "\r\n\r\n");
    assertTrue(told.startsWith("HTTP/1.1 100 "), told);
  }

  private static void refused(Socket socket, int status, String code) throws IOException {
    String told = read(socket, "}}");
    assertTrue(told.startsWith("HTTP/1.1 " + status + " "), told);
    assertTrue(told.contains("\"code\":\"" + code + "\""), told);
    assertTrue(told.toLowerCase(java.util.Locale.ROOT).contains("retry-after: 1"), told);
  }

  private static String body(boolean stream, int length) {
    String begin = "{\"model\":\"" + MODEL + "\",\"stream\":" + stream;
    begin += ",\"messages\":[{\"role\":\"user\",\"content\":\"";
    String end = "\"}]}";
    return begin + "x".repeat(length - begin.length() - end.length()) + end;
  }

  private Socket send(String body) throws IOException {
    Socket socket =
        ask(
            GatewayStack.API_KEY,
            "/v1/chat/completions",
            "Connection: close\r\nContent-Length: " + body.length() + "\r\n");
    write(socket, body);
    return socket;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/route/chat/completions", "/v1/embeddings"})
  void whatIsAnnouncedIsReservedAndMoreIsRefusedBeforeItIsSent(String path) throws Exception {
    double before = shed();
    for (int i = 0; i < 3; i++) {
      toldToGoOn(announce(GatewayStack.API_KEY, path));
    }
    assertEquals(3.0 * MILLION, held());
    refused(announce(GatewayStack.API_KEY, path), 429, "rate_limited");
    for (int i = 0; i < 3; i++) {
      toldToGoOn(announce(GatewayStack.OTHER_KEY, path));
    }
    refused(announce(GatewayStack.API_KEY, path), 503, "overloaded");
    refused(announce(GatewayStack.OTHER_KEY, path), 503, "overloaded");
    assertEquals(6.0 * MILLION, held());
    assertEquals(path.contains("route") ? 0 : 3, shed() - before);
  }

  @Test
  void whoeverFitsIsStillAnswered() throws Exception {
    provider.react(asked -> RawProvider.Reply.GOOD);
    for (int i = 0; i < 3; i++) {
      toldToGoOn(announce(GatewayStack.API_KEY));
    }
    assertTrue(read(send(body(false, 100_000)), "}]}").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void whatComesWithoutALengthCountsAsItComes() throws Exception {
    String piece = "x".repeat(60_000);
    List<Socket> chunked = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Socket socket =
          ask(
              GatewayStack.API_KEY,
              "/v1/chat/completions",
              "Connection: close\r\nTransfer-Encoding: chunked\r\n");
      chunked.add(socket);
      for (int sent = 0; sent < 5; sent++) {
        write(socket, Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
      }
    }
    // More than a little: as much as any body may have.
    await().until(() -> held() == 2 * (1 << 20));
    toldToGoOn(announce(GatewayStack.API_KEY));
    refused(announce(GatewayStack.API_KEY), 429, "rate_limited");
    Socket more =
        ask(
            GatewayStack.API_KEY,
            "/v1/chat/completions",
            "Connection: close\r\nTransfer-Encoding: chunked\r\n");
    for (int sent = 0; sent < 5; sent++) {
      write(more, Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
    }
    refused(more, 429, "rate_limited");
    write(chunked.getFirst(), "0\r\n\r\n");
    String told = read(chunked.getFirst(), "}}");
    assertTrue(told.contains("invalid_json"), told);
    await().until(() -> held() == (1 << 20) + MILLION);
    toldToGoOn(
        ask(
            GatewayStack.API_KEY,
            "/v1/embeddings",
            "Expect: 100-continue\r\nContent-Length: 500000\r\n"));
  }

  @Test
  void whatIsInflatedCounts() throws Exception {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write(body(false, 900_000).getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < 3; i++) {
      toldToGoOn(announce(GatewayStack.API_KEY));
    }
    Socket socket =
        ask(
            GatewayStack.API_KEY,
            "/v1/chat/completions",
            "Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: "
                + coded.size()
                + "\r\n");
    socket.getOutputStream().write(coded.toByteArray());
    refused(socket, 429, "rate_limited");
    assertEquals(3.0 * MILLION, held());
  }

  @Test
  void aStreamThatHasBegunHoldsNoBody() throws Exception {
    provider.behave(RawProvider::trickle);
    for (int i = 0; i < 8; i++) {
      Socket stream = send(body(true, 900_000));
      assertTrue(read(stream, "word").contains("word"));
      await().until(() -> held() == 0);
    }
    assertEquals(8, registry.get("gatewayz.requests.active").gauge().value());
  }

  @Test
  void aLongBodyIsKeptForTheNextAttemptAndComesWhole() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    provider.react(
        asked ->
            calls.incrementAndGet() == 1
                ? new RawProvider.Reply(503, "{\"error\":{\"message\":\"busy\"}}")
                : RawProvider.Reply.GOOD);
    String body = body(false, 900_000);
    assertTrue(read(send(body), "}]}").startsWith("HTTP/1.1 200 "));
    String sent = body.replace(MODEL, OFFER.upstreamId());
    assertEquals(
        List.of(sent, sent),
        provider.bodies().stream().filter(one -> one.length() > 1_000).toList(),
        "beside a look at what failed");
  }

  @Test
  void whateverEndsARequestItsBytesAreGivenBack() throws Exception {
    provider.react(asked -> new RawProvider.Reply(400, "{\"error\":{\"message\":\"no\"}}"));
    assertTrue(read(send(body(false, 500_000)), "}}").startsWith("HTTP/1.1 400 "));
    await().until(() -> held() == 0);
    assertTrue(
        read(send(body(false, 500_000).replace(MODEL, "no/such")), "}}")
            .startsWith("HTTP/1.1 404 "));
    await().until(() -> held() == 0);
    assertTrue(read(send("x".repeat(500_000)), "}}").startsWith("HTTP/1.1 400 "));
    await().until(() -> held() == 0);
    Socket leaving = announce(GatewayStack.API_KEY);
    toldToGoOn(leaving);
    assertEquals(MILLION, held());
    leaving.close();
    await().until(() -> held() == 0);
    Socket slow = announce(GatewayStack.API_KEY);
    toldToGoOn(slow);
    assertTrue(read(slow, "}}").startsWith("HTTP/1.1 408 "));
    await().until(() -> held() == 0);
    // Whoever leaves while the provider thinks, and before it has taken all of the body.
    provider.react(null);
    provider.behave((in, out) -> await().until(() -> in.read() < 0));
    Socket waiting = send(body(true, 900_000));
    await().until(() -> provider.open() == 1);
    assertEquals(900_000, held());
    waiting.close();
    await().until(() -> held() == 0);
  }
}
