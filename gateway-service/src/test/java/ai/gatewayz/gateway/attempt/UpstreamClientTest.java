package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.dialect.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as providers and what stands in front of them may speak it, over real sockets. */
class UpstreamClientTest {

  private static final String HOST = "vllm_server";
  private static final String ANSWER =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hello there, é 世界\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}";

  private static final String CHUNK =
      "data: {\"choices\":[{\"delta\":{\"content\":\"word\"}}]}\n\n";

  private static final AttemptConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(AttemptConfig.class)
          .withConverter(MemorySize.class, 100, new MemorySizeConverter())
          .withConverter(Duration.class, 100, new DurationConverter())
          .build()
          .getConfigMapping(AttemptConfig.class);

  private static final long MOST = CONFIG.maxAnswer().asLongValue();

  private static Vertx vertx;

  private RawServer provider;

  /** A name that no name server knows is resolved by what Vert.x is told, which Quarkus ends. */
  @BeforeAll
  static void start() {
    String resolver = System.clearProperty("vertx.disableDnsResolver");
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions()
                        .setHostsValue(Buffer.buffer("127.0.0.1 localhost " + HOST + "\n"))));
    if (resolver != null) {
      System.setProperty("vertx.disableDnsResolver", resolver);
    }
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @BeforeEach
  void listen() throws IOException {
    provider = new RawServer();
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  private String ask() throws Exception {
    return ask("http://127.0.0.1:" + provider.port() + "/v1");
  }

  private String ask(String base) throws Exception {
    return await(begin(base).compose(UpstreamClientTest::body)).toString();
  }

  /** The head of an answer; its body is not read yet. */
  private Future<HttpClientResponse> begin(String base) {
    Provider asked = Providers.from(() -> Map.of("acme", entry(base))).find("acme").orElseThrow();
    UpstreamClient upstream =
        new UpstreamClient(
            vertx, CONFIG, Map::of, new BrokenConnections(new SimpleMeterRegistry()));
    byte[] body = "{\"model\":\"m\",\"messages\":[{}]}".getBytes(StandardCharsets.UTF_8);
    Promise<HttpClientResponse> answered = Promise.promise();
    vertx.runOnContext(
        ignored ->
            upstream
                .connect(
                    new Candidate(asked, new OfferView(chat("acme", "a/b"), null), "a/b"),
                    RequestScanner.scan(Operation.CHAT, body),
                    false,
                    null)
                .compose(call -> call.send(Buffer.buffer(body)))
                .onSuccess(HttpClientResponse::pause)
                .onComplete(answered));
    return answered.future();
  }

  private static ProvidersConfig.Entry entry(String base) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public String dialect() {
        return "openai";
      }

      @Override
      public Optional<URI> baseUrl() {
        return Optional.of(URI.create(base));
      }

      @Override
      public Optional<URI> hubUrl() {
        return Optional.empty();
      }

      @Override
      public Optional<String> apiKey() {
        return Optional.of("key");
      }
    };
  }

  private static Future<Buffer> body(HttpClientResponse answer) {
    Future<Buffer> body = answer.body();
    answer.resume();
    return body;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String head(String headers) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + headers
        + "\r\n";
  }

  private static byte[] coded(String coding, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = coder(coding, bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  private static OutputStream coder(String coding, OutputStream to) throws IOException {
    return switch (coding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(to, 512, true);
      case "deflate" -> new DeflaterOutputStream(to, true);
      default ->
          new DeflaterOutputStream(to, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZip", "x-gzip", "deflate", "raw deflate"})
  void aCompressedAnswerIsUndoneThoughNobodyAskedForIt(String coding) throws Exception {
    byte[] coded = coded(coding, ANSWER.getBytes(StandardCharsets.UTF_8));
    String named = coding.replace("raw ", "");
    for (int piece : new int[] {1, 7, 100_000}) {
      provider.behave(
          (in, out) -> {
            write(out, head("Content-Encoding: " + named + "\r\n"));
            for (int from = 0; from < coded.length; from += piece) {
              out.write(coded, from, Math.min(piece, coded.length - from));
              out.flush();
            }
          });
      assertEquals(ANSWER, ask(), coding + " by " + piece);
    }
    assertTrue(
        provider.head().toLowerCase(Locale.ROOT).contains("\r\naccept-encoding: identity\r\n"),
        provider.head());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate"})
  void soIsAStreamEventByEvent(String coding) throws Exception {
    provider.behave(
        (in, out) -> {
          write(
              out,
              head("Content-Encoding: " + coding.replace("raw ", "") + "\r\n")
                  .replace("application/json", "text/event-stream"));
          OutputStream coder = coder(coding, out);
          coder.write(CHUNK.getBytes(StandardCharsets.UTF_8));
          coder.flush();
          // The first event is there before the second: until then the connection is open.
          in.transferTo(OutputStream.nullOutputStream());
        });
    Promise<Buffer> first = Promise.promise();
    begin("http://127.0.0.1:" + provider.port() + "/v1")
        .onSuccess(
            answer -> {
              answer.handler(first::tryComplete);
              answer.resume();
            });
    assertEquals(CHUNK, await(first.future()).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void whatIsTooLargeUndoneIsNoAnswer(String coding) throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = coder(coding, bomb)) {
      byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int megabytes = 0; megabytes < 64; megabytes++) {
        out.write(spaces);
      }
    }
    provider.behave(
        (in, out) -> {
          write(out, head("Content-Encoding: " + coding + "\r\n"));
          out.write(bomb.toByteArray());
        });
    AtomicLong came = new AtomicLong();
    AtomicInteger largest = new AtomicInteger();
    Promise<Void> over = Promise.promise();
    begin("http://127.0.0.1:" + provider.port() + "/v1")
        .onSuccess(
            answer -> {
              answer.exceptionHandler(cause -> over.tryComplete());
              answer.endHandler(ignored -> over.tryFail("it ended as if it were whole"));
              answer.handler(
                  bytes -> {
                    largest.accumulateAndGet(bytes.length(), Math::max);
                    if (came.addAndGet(bytes.length()) > MOST) {
                      // As an attempt does: an answer is no larger.
                      answer.request().reset();
                      over.tryComplete();
                    }
                  });
              answer.resume();
            });
    await(over.future());
    assertTrue(came.get() <= MOST + 64 * 1024, came + " bytes came of a bomb");
    assertTrue(largest.get() <= 64 * 1024, largest + " bytes came at once");
  }

  @Test
  void whatIsCutOffOrNotCompressedAtAllIsNoAnswer() throws Exception {
    byte[] coded = coded("gzip", ANSWER.getBytes(StandardCharsets.UTF_8));
    for (byte[] sent :
        new byte[][] {
          Arrays.copyOf(coded, coded.length - 9),
          ANSWER.getBytes(StandardCharsets.UTF_8),
          changed(coded)
        }) {
      provider.behave(
          (in, out) -> {
            write(out, head("Content-Encoding: gzip\r\nContent-Length: " + sent.length + "\r\n"));
            out.write(sent);
          });
      assertThrows(ExecutionException.class, this::ask);
    }
  }

  private static byte[] changed(byte[] coded) {
    byte[] changed = coded.clone();
    changed[changed.length - 6] ^= 1;
    return changed;
  }

  @Test
  void anyNumberOfAnnouncementsMayComeFirst() throws Exception {
    provider.behave(
        (in, out) -> {
          write(out, "HTTP/1.1 100 Continue\r\n\r\n".repeat(20));
          write(out, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n");
          write(out, "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n");
          write(out, "HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
          write(out, "HTTP/1.1 199 Odd\r\n\r\n");
          write(
              out,
              head("Content-Length: " + ANSWER.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                  + ANSWER);
        });
    assertEquals(ANSWER, ask());
  }

  @Test
  void headersMayBeOf64KiB() throws Exception {
    String many = "Set-Cookie: " + "x".repeat(1_000) + "\r\n";
    provider.behave(
        (in, out) ->
            write(
                out, head(many.repeat(40) + "X-Long: " + "y".repeat(24 * 1024) + "\r\n") + ANSWER));
    assertEquals(ANSWER, ask());
  }

  @Test
  void aQueryOfTheBaseIsKept() throws Exception {
    provider.behave((in, out) -> write(out, head("") + ANSWER));
    for (String slash : new String[] {"", "/"}) {
      String base = "http://127.0.0.1:" + provider.port() + "/v1" + slash + "?api-version=1&b=%20c";
      assertEquals(ANSWER, ask(base));
      assertTrue(
          provider.head().startsWith("POST /v1/chat/completions?api-version=1&b=%20c HTTP/1.1\r\n"),
          provider.head());
    }
  }

  @Test
  void aHostMayHaveAnUnderscore() throws Exception {
    provider.behave((in, out) -> write(out, head("") + ANSWER));
    assertEquals(ANSWER, ask("http://" + HOST + ":" + provider.port() + "/v1"));
    assertTrue(
        provider
            .head()
            .toLowerCase(Locale.ROOT)
            .contains("\r\nhost: " + HOST + ":" + provider.port() + "\r\n"),
        provider.head());
    assertFalse(provider.head().contains("null"), provider.head());
  }
}
