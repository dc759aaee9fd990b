package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.request.CompletionConfig;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.usage.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sends too much, too slowly or too often, and whoever does not read or goes away. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class BoundsComponentTest {

  private static final String MODEL = "replay/bounds";
  private static final Offer OFFER = chat("replay", MODEL);

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject AttemptConfig attempts;
  @Inject CompletionConfig requests;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private RawProvider provider;
  private Caller caller;

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    caller = new Caller(port);
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    provider.close();
    await()
        .until(
            () ->
                seats.taken("replay") == 0
                    && registry.get("gatewayz.requests.active").gauge().value() == 0);
  }

  private Socket open(String head, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    ask(socket, head, body);
    return socket;
  }

  private static void ask(Socket socket, String head, String body) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer "
                    + GatewayStack.API_KEY
                    + "\r\n"
                    + head
                    + "\r\n"
                    + body)
                .getBytes(StandardCharsets.UTF_8));
  }

  private Socket stream() throws IOException {
    String body =
        "{\"model\":\""
            + MODEL
            + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    return open("Content-Length: " + body.length() + "\r\n", body);
  }

  private static String read(InputStream in, String until) throws IOException {
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

  @Test
  void aCallerWhoLeavesEndsTheCallUpstream() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    provider.behave(
        (in, out) -> {
          try {
            RawProvider.trickle(in, out);
          } finally {
            closed.complete(null);
          }
        });
    Socket leaving = stream();
    assertTrue(read(leaving.getInputStream(), "word").contains("word"));
    assertFalse(closed.isDone());
    leaving.close();
    closed.get(10, java.util.concurrent.TimeUnit.SECONDS);
    assertFalse(standings.cooling(OFFER.key()), "it is no fault of the provider");
  }

  @Test
  void aCallerWhoLeavesBeforeTheFirstTokenEndsTheCallAsWell() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    provider.behave(
        (in, out) -> {
          boolean open = true;
          while (open) {
            try {
              open = in.read() >= 0;
            } catch (SocketTimeoutException quiet) {
              // Still there.
            }
          }
          closed.complete(null);
        });
    Socket leaving = stream();
    await().until(() -> provider.open() == 1);
    leaving.close();
    closed.get(10, java.util.concurrent.TimeUnit.SECONDS);
  }

  @Test
  void whoDoesNotReadHoldsLittleAndIsCutOff() throws Exception {
    AtomicLong poured = new AtomicLong();
    CompletableFuture<Void> cut = new CompletableFuture<>();
    provider.behave(
        (in, out) -> {
          RawProvider.beginStream(out);
          byte[] chunk = RawProvider.CHUNK.repeat(100).getBytes(StandardCharsets.UTF_8);
          try {
            while (true) {
              out.write(chunk);
              poured.addAndGet(chunk.length);
            }
          } finally {
            cut.complete(null);
          }
        });
    try (Socket reader = stream()) {
      cut.get(20, java.util.concurrent.TimeUnit.SECONDS);
      assertTrue(
          poured.get() < 32L * 1024 * 1024,
          poured + " bytes were taken for a caller who reads none");
      awaitCutOff(reader);
    }
  }

  /** Nobody takes what it still sends: the connection is closed, though not all was read. */
  private static void awaitCutOff(Socket reader) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try {
                reader.getOutputStream().write('x');
                return false;
              } catch (IOException closed) {
                return true;
              }
            });
  }

  @Test
  void whoDoesNotReadAPlainAnswerIsCutOffAndItIsNotBookedAsDelivered() throws Exception {
    long before = abandoned();
    // More than the sockets hold for a reader with a small window.
    int size = 3 * 1024 * 1024;
    provider.behave(
        (in, out) -> {
          String answer =
              "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                  + "x".repeat(size)
                  + "\"},\"finish_reason\":\"stop\"}]}";
          RawProvider.write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                  + answer.length()
                  + "\r\n\r\n"
                  + answer);
        });
    try (Socket reader = new Socket()) {
      reader.setReceiveBufferSize(4 * 1024);
      reader.setSoTimeout(20_000);
      reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String body =
          "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
      ask(reader, "Content-Length: " + body.length() + "\r\n", body);
      awaitCutOff(reader);
    }
    await().untilAsserted(() -> assertEquals(before + 1, abandoned()));
  }

  private long abandoned() {
    return registry
        .find("gen_ai.server.request.duration")
        .tag("result", Result.ABANDONED.label())
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
    try (Socket slow = open("Content-Length: 100\r\n", "{\"model\":")) {
      String answer = read(slow.getInputStream(), "request_timeout");
      assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
      assertTrue(answer.contains("request_timeout"), answer);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() throws Exception {
    try (Socket large = open("Content-Length: 999999999999\r\n", "{")) {
      String answer = read(large.getInputStream(), "request_too_large");
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }
    try (Socket chunked = open("Transfer-Encoding: chunked\r\n", "")) {
      OutputStream out = chunked.getOutputStream();
      String piece = "x".repeat(64 * 1024);
      long most = requests.maxBody().asLongValue();
      for (long sent = 0; sent <= most; sent += piece.length()) {
        out.write(
            (Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
      String answer = read(chunked.getInputStream(), "request_too_large");
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    try (Socket large = open("X-Large: " + "x".repeat(64 * 1024) + "\r\n", "")) {
      String answer = read(large.getInputStream(), "\r\n\r\n");
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
    }
  }

  @Test
  void anEventWithoutAnEndIsNotGathered() throws Exception {
    AtomicLong poured = new AtomicLong();
    provider.behave(
        (in, out) -> {
          RawProvider.beginStream(out);
          RawProvider.write(out, "data: {\"x\":\"");
          byte[] more = "y".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(more);
            poured.addAndGet(more.length);
          }
        });
    try (Socket reader = stream()) {
      String answer = read(reader.getInputStream(), "answer_interrupted");
      assertTrue(answer.contains("answer_interrupted"), answer);
    }
    long most = attempts.maxAnswer().asLongValue();
    await().until(() -> provider.open() == 0);
    assertTrue(poured.get() < most + 32L * 1024 * 1024, poured + " bytes of one event");
  }

  @Test
  void aProviderWithAllItsCallsIsFullAndAKeyWithAllItsRequestsAsWell() throws Exception {
    provider.behave(RawProvider::trickle);
    List<Socket> streams = new ArrayList<>();
    try {
      for (int i = 0; i < attempts.connectionsPerProvider(); i++) {
        streams.add(stream());
        assertTrue(read(streams.get(i).getInputStream(), "word").contains("word"));
      }
      Caller.Answer full = caller.complete(MODEL, false);
      assertEquals(503, full.status(), full.body());
      assertEquals("overloaded", full.at("/error/code"));
      assertFalse(full.header("retry-after").isEmpty());
      assertFalse(standings.cooling(OFFER.key()), "nothing is wrong with the provider");

      int left = requests.mostPerKey() - attempts.connectionsPerProvider();
      for (int i = 0; i < left; i++) {
        // The beginning of a body: it counts from its first byte on.
        streams.add(open("Content-Length: 100\r\n", "{"));
      }
      await()
          .until(
              () ->
                  registry.get("gatewayz.requests.active").gauge().value()
                      >= requests.mostPerKey());
      Caller.Answer many = caller.complete(MODEL, false);
      assertEquals(429, many.status(), many.body());
      assertEquals("rate_limited", many.at("/error/code"));
      assertFalse(many.header("retry-after").isEmpty());
    } finally {
      for (Socket socket : streams) {
        socket.close();
      }
    }
  }
}
