package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.ledger.Watched.Urgency;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.capability.Colour;
import ai.gatewayz.providers.capability.Shown;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import ai.gatewayz.providers.together.Together;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

/** What a provider compresses though it was not to is read all the same, and within bounds. */
class ProberTest {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String WHOLE =
      "{\"id\":\"x\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
  private static final String STREAM =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n"
          + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n";

  private static final Form FORM =
      new Form(Form.BudgetName.MAX_TOKENS, 16, Form.Effort.UNSAID, true);
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> asked = new AtomicReference<>();
  private final Prober prober =
      new Prober(
          vertx,
          Configs.probes(Map.of()),
          () -> NOW,
          new BrokenConnections(new SimpleMeterRegistry()));

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private ProbeResult ask(Consumer<HttpServerResponse> answering) {
    return ask(null, answering);
  }

  private ProbeResult ask(Capability capability, Consumer<HttpServerResponse> answering) {
    CapabilityQuestion test =
        capability == null ? null : new CapabilityQuestion(capability, Colour.RED);
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
            "together",
            new Together(),
            URI.create("http://127.0.0.1:" + server.actualPort() + "/v1"),
            Optional.empty(),
            Optional.empty());
    Assignment assignment =
        new Assignment(
            Offers.chat("together", "a/b"),
            test == null ? Operation.CHAT : test.operation(),
            FORM,
            FORM,
            Urgency.SUSPECT,
            1,
            null,
            NOW,
            PATIENCE,
            test);
    return prober.ask(provider, assignment).await().atMost(PATIENCE);
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
                  request.response().putHeader("content-type", "application/json").end(WHOLE);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    ProbeResult result =
        ask(
            answer ->
                answer
                    .setStatusCode(status)
                    .putHeader(
                        "location",
                        "http://127.0.0.1:" + other.actualPort() + "/v1/chat/completions")
                    .end());
    assertNotEquals(Finding.ANSWERED, result.evidence().finding());
    assertEquals(0, elsewhere.get());
  }

  private static OutputStream coder(String coding, OutputStream to) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(to, 512, true);
      case "deflate" -> new DeflaterOutputStream(to, true);
      case "raw deflate" -> new DeflaterOutputStream(to, new Deflater(-1, true), 512, true);
      default -> throw new IllegalArgumentException(coding);
    };
  }

  private static Buffer coded(String coding, byte[] bytes) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream coder = coder(coding, coded)) {
      coder.write(bytes);
      coder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Buffer.buffer(coded.toByteArray());
  }

  private static HttpServerResponse head(HttpServerResponse answer, String coding, String type) {
    return answer
        .putHeader("content-type", type)
        .putHeader("content-encoding", coding.replace("raw ", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate"})
  void aWholeAnswerThatComesCompressedIsAnAnswer(String coding) {
    ProbeResult result =
        ask(
            answer ->
                head(answer, coding, "application/json")
                    .end(coded(coding, WHOLE.getBytes(StandardCharsets.UTF_8))));
    assertEquals("identity", asked.get(), "it was told not to");
    assertEquals(Finding.ANSWERED, result.evidence().finding());
    assertEquals(Optional.of(new Usage(3, 2)), result.usage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void aCompressedStreamIsHeardToItsEndAndNoFurther(String coding) {
    ProbeResult result =
        ask(
            answer ->
                head(answer, coding, "text/event-stream")
                    .setChunked(true)
                    .write(coded(coding, (STREAM + END).getBytes(StandardCharsets.UTF_8))));
    assertEquals(Finding.ANSWERED, result.evidence().finding());
    assertEquals(1, result.usage().orElseThrow().output());
  }

  /** Most of those that fail so end cleanly: only what is missing shows it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        STREAM,
        STREAM + "data: [DONE]\n\n",
        STREAM + "data: {\"choi",
        STREAM + "data: <html>502</html>\n\n" + END,
        STREAM + "data: {\"error\":{\"message\":\"Provider returned error\",\"code\":502}}\n\n"
      })
  void aStreamThatBreaksAfterItsFirstWordIsNoAnswer(String broken) {
    ProbeResult result =
        ask(answer -> answer.putHeader("content-type", "text/event-stream").end(broken));
    assertEquals(Subject.MOMENT, result.evidence().finding().subject());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 30_000})
  void aWholeAnswerThatIsCutIsNone(int words) {
    String spoken = WHOLE.replace("Hello", "x".repeat(words));
    ProbeResult cut =
        ask(
            answer ->
                answer
                    .putHeader("content-type", "application/json")
                    .end(spoken.substring(0, spoken.indexOf("usage"))));
    assertEquals(Finding.GARBLED, cut.evidence().finding());
    ProbeResult whole =
        ask(answer -> answer.putHeader("content-type", "application/json").end(spoken));
    assertEquals(Finding.ANSWERED, whole.evidence().finding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, br"})
  void whatCannotBeUndoneIsNoAnswer(String coding) {
    ProbeResult result =
        ask(
            answer ->
                head(answer, coding, "application/json").end(Buffer.buffer(new byte[] {1, 2, 3})));
    assertEquals(Finding.GARBLED, result.evidence().finding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void whatIsNotWhatItSaysOrIsNotWholeIsNoAnswer(String coding) {
    ProbeResult other =
        ask(
            answer ->
                head(answer, coding, "application/json")
                    .end(Buffer.buffer("this is " + coding + ", is it not?")));
    assertEquals(Finding.GARBLED, other.evidence().finding());
    Buffer whole = coded(coding, WHOLE.getBytes(StandardCharsets.UTF_8));
    ProbeResult half =
        ask(
            answer ->
                head(answer, coding, "application/json").end(whole.slice(0, whole.length() - 6)));
    assertEquals(Finding.GARBLED, half.evidence().finding());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 384, 4_096, 8_192})
  void aVectorOfAnyUsualLengthIsReadWhole(int dimension) {
    String vector =
        "{\"data\":[{\"embedding\":["
            + "-0.01234567890123456,".repeat(dimension - 1)
            + "0.5]}],\"usage\":{\"prompt_tokens\":9}}";
    ProbeResult result =
        ask(
            Capability.EMBEDDINGS,
            answer -> answer.putHeader("content-type", "application/json").end(vector));
    assertEquals(Finding.ANSWERED, result.evidence().finding());
    assertEquals(dimension, result.shown().dimension());
  }

  @Test
  void whatATestShowsIsReadWithTheAnswer() {
    ProbeResult ignored =
        ask(
            Capability.TOOLS,
            answer -> answer.putHeader("content-type", "application/json").end(WHOLE));
    assertEquals(Shown.Result.REFUTED, ignored.shown().result());
    assertEquals(Finding.ANSWERED, ignored.evidence().finding());
    ProbeResult failed = ask(Capability.TOOLS, answer -> answer.setStatusCode(503).end());
    assertEquals(Shown.NOTHING, failed.shown());
    ProbeResult endless =
        ask(
            Capability.EMBEDDINGS,
            answer ->
                answer
                    .putHeader("content-type", "application/json")
                    .end("{\"data\":[{\"embedding\":[" + "0.1,".repeat(300_000)));
    assertEquals(Shown.NOTHING, endless.shown());
  }

  /** A megabyte that would be a gigabyte: of it no more is made than is looked at. */
  @Test
  void aBombIsNotUndone() {
    Buffer bomb = coded("gzip", new byte[64 << 20]);
    long before = allocated();
    ProbeResult result = ask(answer -> head(answer, "gzip", "application/json").end(bomb));
    assertEquals(Finding.GARBLED, result.evidence().finding());
    long made = allocated() - before;
    assertTrue(made < 16 << 20, () -> made + " bytes");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }
}
