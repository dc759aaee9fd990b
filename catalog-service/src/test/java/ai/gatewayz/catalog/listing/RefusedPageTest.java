package ai.gatewayz.catalog.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusedPageTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aWaitIsReadFromTheHeadersOrFromTheBody() {
    assertEquals(seconds(2), passing(answer -> answer.putHeader("Retry-After", "2").end("{}")));
    assertEquals(
        seconds(34),
        passing(answer -> answer.end("{\"error\":{\"details\":[{\"retryDelay\":\"34s\"}]}}")));
    assertEquals(
        seconds(1.5), passing(answer -> answer.end("Slow down. Please try again in 1.5s.")));
    assertEquals(Optional.empty(), passing(answer -> answer.end("no")));
    assertEquals(Optional.empty(), passing(HttpServerResponse::end));
  }

  @Test
  void ofALongRefusalOnlyTheBeginningIsRead() {
    assertEquals(
        Optional.empty(), passing(answer -> answer.setChunked(true).write("x".repeat(100_000))));
  }

  @Test
  void anAnswerThatBreaksOffIsARefusalAllTheSame() {
    assertEquals(
        Optional.empty(),
        passing(
            answer ->
                answer
                    .putHeader("Content-Length", "100")
                    .write("half")
                    .onSuccess(written -> answer.reset())));
  }

  @Test
  void whatIsNotWorthAnotherTryIsFinal() {
    assertInstanceOf(
        PageFailedException.Final.class, failure(answer -> answer.setStatusCode(404).end()));
    assertInstanceOf(
        PageFailedException.Final.class,
        failure(answer -> answer.setStatusCode(429).end("{\"retry_after\":61}")));
  }

  private static Optional<Duration> seconds(double seconds) {
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private Optional<Duration> passing(Consumer<HttpServerResponse> answering) {
    Throwable failure = failure(answer -> answering.accept(answer.setStatusCode(429)));
    return assertInstanceOf(PageFailedException.Passing.class, failure).told();
  }

  private Throwable failure(Consumer<HttpServerResponse> answering) {
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> answering.accept(request.response()))
                .listen(0, "127.0.0.1"));
    Future<?> refused =
        client
            .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/models")
            .compose(request -> request.send())
            .compose(answer -> new RefusedPage(Duration.ofSeconds(60), () -> NOW, answer).read());
    return assertThrows(CompletionException.class, () -> await(refused)).getCause();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
