package ai.gatewayz.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HangUpTest {

  private final Vertx vertx = Vertx.vertx();
  private final Promise<Void> closed = Promise.promise();
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void start() {
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      if (request.path().equals("/endless")) {
                        request.connection().closeHandler(ignored -> closed.tryComplete());
                        request.response().setChunked(true).write("all there is");
                      } else {
                        request.response().end("all there is");
                      }
                    })
                .listen(0, "127.0.0.1"));
    client = vertx.createHttpClient();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(15, TimeUnit.SECONDS).join();
  }

  /** Does something with an answer on its own event loop. */
  private void with(String path, BiConsumer<HttpClientRequest, HttpClientResponse> then) {
    Promise<Void> done = Promise.promise();
    client
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
        .onFailure(done::fail)
        .onSuccess(
            call ->
                call.send()
                    .onFailure(done::fail)
                    .onSuccess(
                        answer -> {
                          try {
                            then.accept(call, answer);
                            done.complete();
                          } catch (RuntimeException e) {
                            done.fail(e);
                          }
                        }));
    await(done.future());
  }

  @Test
  void anAnswerThatHasEndedIsLeftAlone() {
    Promise<Void> left = Promise.promise();
    with(
        "/ends",
        (call, answer) ->
            answer
                .body()
                .onSuccess(
                    ignored ->
                        vertx.runOnContext(
                            later -> {
                              try {
                                HangUp.unlessEnded(vertx, call, answer);
                                left.complete();
                              } catch (RuntimeException e) {
                                left.fail(e);
                              }
                            })));
    assertNull(await(left.future()));
  }

  @Test
  void oneThatDoesNotEndIsClosed() {
    with("/endless", (call, answer) -> HangUp.unlessEnded(vertx, call, answer));
    assertNull(await(closed.future()));
  }
}
