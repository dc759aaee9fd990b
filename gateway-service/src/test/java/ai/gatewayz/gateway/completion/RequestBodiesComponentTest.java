package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a body may be sent: announced, compressed, and not without end. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class RequestBodiesComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer OFFER = chat("together", LLAMA);
  private static final String KEY = "Authorization: Bearer " + GatewayStack.API_KEY + "\r\n";
  private static final String BODY =
      "{\"model\":\"" + LLAMA + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void oneOffer() {
    simulator.journal().clear();
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  private static String head(String headers, int length) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nConnection: close\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private String send(String headers, byte[] body) throws IOException {
    try (Socket socket = open()) {
      write(socket, head(KEY + headers, body.length));
      socket.getOutputStream().write(body);
      return rest(socket);
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] coded(String coding, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (coding) {
          case "deflate" -> new DeflaterOutputStream(bytes);
          case "raw" -> new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED, true));
          default -> new GZIPOutputStream(bytes);
        }) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100-continue", "100-Continue"})
  void whoeverWaitsIsToldToGoOn(String expected) throws Exception {
    try (Socket socket = open()) {
      write(socket, head(KEY + "Expect: " + expected + "\r\n", BODY.length()));
      String told = "HTTP/1.1 100 Continue\r\n\r\n";
      InputStream in = socket.getInputStream();
      assertEquals(told, new String(in.readNBytes(told.length()), StandardCharsets.US_ASCII));
      write(socket, BODY);
      assertTrue(rest(socket).startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void nobodyIsToldToGoOnInVain() throws Exception {
    try (Socket socket = open()) {
      write(socket, head(KEY + "Expect: 100-continue\r\n", 2_000_000));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(answer, StandardCharsets.US_ASCII));
    }
    try (Socket socket = open()) {
      write(socket, head("Authorization: Bearer no\r\nExpect: 100-continue\r\n", BODY.length()));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 401", new String(answer, StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw"})
  void aCompressedBodyIsUndone(String coding) throws Exception {
    String named = coding.equals("raw") ? "deflate" : coding;
    String answer =
        send(
            "Content-Encoding: " + named + "\r\n",
            coded(coding, BODY.getBytes(StandardCharsets.UTF_8)));
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    RecordedRequest seen = simulator.journal().requests().getFirst();
    assertEquals(BODY, new String(seen.body(), StandardCharsets.UTF_8));
    assertEquals(null, seen.headers().get("content-encoding"));
  }

  @Test
  void identityIsNoCoding() throws Exception {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertTrue(send("Content-Encoding: identity\r\n", body).startsWith("HTTP/1.1 200 "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void whatIsTooLargeUndoneIsTooLarge(String coding) throws Exception {
    byte[] bomb = coded(coding, new byte[64 << 20]);
    String answer = send("Content-Encoding: " + coding + "\r\n", bomb);
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    assertTrue(answer.contains("request_too_large"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void whatCannotBeUndoneIsRefused(String coding) throws Exception {
    byte[] whole = coded(coding, BODY.getBytes(StandardCharsets.UTF_8));
    byte[] changed = whole.clone();
    changed[changed.length - 1] ^= 1;
    for (byte[] broken :
        List.of(
            BODY.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length - 2),
            Arrays.copyOf(whole, 5),
            changed)) {
      String answer = send("Content-Encoding: " + coding + "\r\n", broken);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("Content-Encoding"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "x"})
  void othersAreToldWhatIsTaken(String coding) throws Exception {
    String answer =
        send("Content-Encoding: " + coding + "\r\n", BODY.getBytes(StandardCharsets.UTF_8));
    assertTrue(answer.startsWith("HTTP/1.1 415 "), answer);
    assertTrue(answer.contains("gzip or deflate"), answer);
    assertEquals(0, simulator.journal().requests().size());
  }
}
