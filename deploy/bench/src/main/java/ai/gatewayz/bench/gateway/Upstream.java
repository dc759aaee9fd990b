package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.protocol.Answer;
import ai.gatewayz.bench.protocol.Pieces;
import ai.gatewayz.bench.protocol.Protocol;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A provider that takes next to no time, lists one model and answers in every protocol: a process
 * of its own, one thread.
 */
public final class Upstream {

  private static final Buffer LIST =
      Buffer.buffer(
          "{\"object\":\"list\",\"data\":[{\"id\":\"%s\",\"object\":\"model\",\"created\":1}]}"
              .formatted(Target.MODEL));
  private static final Map<String, Said> BY_PATH = new HashMap<>();

  static {
    for (Protocol protocol : Protocol.values()) {
      Answer answer = Answer.in(protocol);
      BY_PATH.put(
          protocol.path(),
          new Said(answer, Buffer.buffer(answer.whole()), Buffer.buffer(answer.end())));
    }
  }

  /** An answer, with what is sent again and again as bytes. */
  private record Said(Answer answer, Buffer whole, Buffer end) {}

  private final Vertx vertx;

  private Upstream(Vertx vertx) {
    this.vertx = vertx;
  }

  /** {@code PORT}; runs until it is killed. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Upstream upstream = new Upstream(vertx);
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(request -> request.body().onSuccess(body -> upstream.answer(request, body)))
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
        .onSuccess(server -> System.out.println("listening"));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    if (request.method() == HttpMethod.GET) {
      response.putHeader("content-type", "application/json").end(LIST);
      return;
    }
    Said said = BY_PATH.get(request.path());
    if (said == null) {
      response.setStatusCode(404).end();
      return;
    }
    String text = body.toString();
    if (!text.contains("\"stream\":true")) {
      response.putHeader("content-type", "application/json").end(said.whole);
      return;
    }
    response.setChunked(true).putHeader("content-type", "text/event-stream");
    if (!said.answer.opening().isEmpty()) {
      response.write(said.answer.opening());
    }
    next(response, said, 0, Pieces.asked(text));
  }

  /** Each piece in a turn of its own, as tokens come. */
  private void next(HttpServerResponse response, Said said, int piece, Pieces asked) {
    if (response.closed()) {
      return;
    }
    if (piece == asked.count()) {
      response.end(said.end);
      return;
    }
    response.write(said.answer.piece().apply(piece));
    if (asked.pauseMillis() == 0) {
      vertx.runOnContext(ignored -> next(response, said, piece + 1, asked));
    } else {
      vertx.setTimer(asked.pauseMillis(), id -> next(response, said, piece + 1, asked));
    }
  }
}
