package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.completion.RawProvider;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
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
class TransportTest {

  private static final String HOST = "vllm_server";
  private static final String ANSWER =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hello there, é 世界\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}";

  private static Vertx vertx;

  private RawProvider provider;

  @BeforeAll
  static void start() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions()
                        .setHostsValue(Buffer.buffer("127.0.0.1 localhost " + HOST + "\n"))));
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @BeforeEach
  void listen() throws IOException {
    provider = new RawProvider(0);
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  private Opening ask(boolean streamed) throws Exception {
    return ask("http://127.0.0.1:" + provider.port() + "/v1", streamed);
  }

  private Opening ask(String base, boolean streamed) throws Exception {
    Provider asked = Providers.from(() -> Map.of("acme", entry(base))).find("acme").orElseThrow();
    AttemptConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(AttemptConfig.class)
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .build()
            .getConfigMapping(AttemptConfig.class);
    ProvidersConfig providers = () -> Map.of();
    UpstreamClient upstream = new UpstreamClient(vertx, config, providers);
    Attempts attempts = new Attempts(vertx, config, upstream, providers, InstantSource.system());
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":"
            + streamed
            + "}";
    java.util.concurrent.CompletableFuture<Opening> opened =
        new java.util.concurrent.CompletableFuture<>();
    vertx.runOnContext(
        ignored ->
            attempts
                .begin(
                    new Candidate(asked, new OfferView(chat("acme", "a/b"), null), "a/b"),
                    RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)),
                    OptionalLong.empty(),
                    false,
                    Duration.ofSeconds(20),
                    null)
                .opening()
                .onSuccess(opened::complete)
                .onFailure(opened::completeExceptionally));
    return opened.get(20, TimeUnit.SECONDS);
  }

  private static ProvidersConfig.Entry entry(String base) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public Dialect dialect() {
        return Dialect.OPENAI;
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

  private static String body(Opening opening) {
    return assertInstanceOf(Opening.Whole.class, opening, opening.toString()).body().toString();
  }

  private static Finding failed(Opening opening) {
    return assertInstanceOf(Opening.Failed.class, opening, opening.toString()).evidence().finding();
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
            RawProvider.write(out, head("Content-Encoding: " + named + "\r\n"));
            for (int from = 0; from < coded.length; from += piece) {
              out.write(coded, from, Math.min(piece, coded.length - from));
              out.flush();
            }
          });
      assertEquals(ANSWER, body(ask(false)), coding + " by " + piece);
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
          RawProvider.write(
              out,
              head("Content-Encoding: " + coding.replace("raw ", "") + "\r\n")
                  .replace("application/json", "text/event-stream"));
          OutputStream coder = coder(coding, out);
          coder.write(RawProvider.CHUNK.getBytes(StandardCharsets.UTF_8));
          coder.flush();
          // The first event is there before the second: until then the connection is open.
          while (in.read() >= 0) {
            continue;
          }
        });
    assertInstanceOf(Opening.Streaming.class, ask(true));
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
          RawProvider.write(out, head("Content-Encoding: " + coding + "\r\n"));
          out.write(bomb.toByteArray());
        });
    assertEquals(Finding.GARBLED, failed(ask(false)));
  }

  @Test
  void whatIsCutOffOrNotCompressedAtAllIsNoAnswer() throws Exception {
    byte[] coded = coded("gzip", ANSWER.getBytes(StandardCharsets.UTF_8));
    for (byte[] sent :
        new byte[][] {
          java.util.Arrays.copyOf(coded, coded.length - 9),
          ANSWER.getBytes(StandardCharsets.UTF_8),
          changed(coded)
        }) {
      provider.behave(
          (in, out) -> {
            RawProvider.write(
                out, head("Content-Encoding: gzip\r\nContent-Length: " + sent.length + "\r\n"));
            out.write(sent);
          });
      assertEquals(Finding.GARBLED, failed(ask(false)));
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
          RawProvider.write(out, "HTTP/1.1 100 Continue\r\n\r\n".repeat(20));
          RawProvider.write(
              out, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n");
          RawProvider.write(out, "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n");
          RawProvider.write(out, "HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
          RawProvider.write(out, "HTTP/1.1 199 Odd\r\n\r\n");
          RawProvider.write(
              out,
              head("Content-Length: " + ANSWER.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                  + ANSWER);
        });
    assertEquals(ANSWER, body(ask(false)));
  }

  @Test
  void headersMayBeOf64KiB() throws Exception {
    String many = "Set-Cookie: " + "x".repeat(1_000) + "\r\n";
    provider.behave(
        (in, out) ->
            RawProvider.write(
                out, head(many.repeat(40) + "X-Long: " + "y".repeat(24 * 1024) + "\r\n") + ANSWER));
    assertEquals(ANSWER, body(ask(false)));
  }

  @Test
  void aQueryOfTheBaseIsKept() throws Exception {
    provider.behave((in, out) -> RawProvider.write(out, head("") + ANSWER));
    for (String slash : new String[] {"", "/"}) {
      String base = "http://127.0.0.1:" + provider.port() + "/v1" + slash + "?api-version=1&b=%20c";
      assertEquals(ANSWER, body(ask(base, false)));
      assertTrue(
          provider.head().startsWith("POST /v1/chat/completions?api-version=1&b=%20c HTTP/1.1\r\n"),
          provider.head());
    }
  }

  @Test
  void aHostMayHaveAnUnderscore() throws Exception {
    provider.behave((in, out) -> RawProvider.write(out, head("") + ANSWER));
    assertEquals(ANSWER, body(ask("http://" + HOST + ":" + provider.port() + "/v1", false)));
    assertTrue(
        provider
            .head()
            .toLowerCase(Locale.ROOT)
            .contains("\r\nhost: " + HOST + ":" + provider.port() + "\r\n"),
        provider.head());
    assertFalse(provider.head().contains("null"), provider.head());
  }
}
