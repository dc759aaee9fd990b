package ai.gatewayz.catalog.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Walk;
import ai.gatewayz.providers.openai.OpenAi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages come compressed, as they may; no more is made of them than a page may have. */
class CodedPageTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PAGE =
      "{\"object\":\"list\",\"data\":[{\"id\":\"a/one\"},{\"id\":\"a/two\"}]}";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> asked = new AtomicReference<>();
  private final ListingConfig config =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(ListingConfig.class)
          .build()
          .getConfigMapping(ListingConfig.class);
  private final PageClient pages =
      new PageClient(vertx, config, () -> NOW, new BrokenConnections(new SimpleMeterRegistry()));

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private PageSeen read(Consumer<HttpServerResponse> answering) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.set(request.getHeader("accept-encoding"));
                  answering.accept(request.response());
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    Provider provider =
        new Provider(
            "acme",
            new OpenAi(),
            URI.create("http://127.0.0.1:" + server.actualPort() + "/v1"),
            Optional.empty(),
            Optional.empty());
    Lister lister = new OpenAi().lister(() -> NOW);
    Walk walk =
        new Walk(
            lister.lists(provider.site()).getFirst(),
            new Walk.Bounds(10, 1_000),
            new Gathered(lister));
    return pages.read(provider, walk, walk.page().orElseThrow()).await().atMost(PATIENCE);
  }

  /** Else whoever answers for a provider once has our key sent where they like. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void nobodyIsFollowedElsewhere(int status) {
    AtomicInteger elsewhere = new AtomicInteger();
    HttpServer other =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  elsewhere.incrementAndGet();
                  request.response().putHeader("content-type", "application/json").end(PAGE);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    assertThrows(
        PageFailedException.class,
        () ->
            read(
                answer ->
                    answer
                        .setStatusCode(status)
                        .putHeader(
                            "location", "http://127.0.0.1:" + other.actualPort() + "/v1/models")
                        .end()));
    assertEquals(0, elsewhere.get());
  }

  private static Buffer coded(String coding, byte[] bytes) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream coder =
        switch (coding) {
          case "gzip" -> new GZIPOutputStream(coded);
          case "deflate" -> new DeflaterOutputStream(coded);
          default -> new DeflaterOutputStream(coded, new Deflater(-1, true));
        }) {
      coder.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Buffer.buffer(coded.toByteArray());
  }

  private static HttpServerResponse head(HttpServerResponse answer, String coding) {
    return answer
        .putHeader("content-type", "application/json")
        .putHeader("content-encoding", coding.replace("raw ", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate"})
  void aCompressedPageIsReadWhole(String coding) {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    assertEquals(2, read(answer -> head(answer, coding).end(coded(coding, page))).entries());
    assertEquals("gzip, deflate", asked.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void anotherCodingIsNamedAndNotTriedAgain(String coding) {
    PageFailedException failure =
        assertThrows(
            PageFailedException.Final.class,
            () -> read(answer -> head(answer, coding).end(Buffer.buffer(new byte[] {1, 2}))));
    assertTrue(failure.getMessage().endsWith(": " + coding), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void aPageThatIsNotWholeOrNotWhatItSaysIsNone(String coding) {
    Buffer page = coded(coding, PAGE.getBytes(StandardCharsets.UTF_8));
    assertThrows(
        PageFailedException.Passing.class,
        () -> read(answer -> head(answer, coding).end(page.slice(0, page.length() - 5))));
    assertThrows(
        PageFailedException.Passing.class,
        () -> read(answer -> head(answer, coding).end(Buffer.buffer(PAGE))));
  }

  @Test
  void aCompressedRefusalIsUnderstood() {
    byte[] words = "{\"retry_after\":2}".getBytes(StandardCharsets.UTF_8);
    PageFailedException.Passing refused =
        assertThrows(
            PageFailedException.Passing.class,
            () ->
                read(answer -> head(answer.setStatusCode(429), "gzip").end(coded("gzip", words))));
    assertEquals(Optional.of(Duration.ofSeconds(2)), refused.told());
  }

  @Test
  void aBombIsUndoneNoFurtherThanAPageMayBe() {
    Buffer bomb = coded("gzip", new byte[256 << 20]);
    long before = allocated();
    Throwable failure =
        assertThrows(
            PageFailedException.class, () -> read(answer -> head(answer, "gzip").end(bomb)));
    assertInstanceOf(PageFailedException.Passing.class, failure, "what is there is no JSON");
    long made = allocated() - before;
    assertTrue(made < 32 << 20, () -> made + " bytes");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }
}
