package ai.gatewayz.bench.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider that takes next to no time and lists one model: a process of its own, one thread. */
public final class Upstream {

  private static final Pattern PIECES = Pattern.compile("\"pieces\":(\\d+),\"pause\":(\\d+)");
  private static final Buffer LIST =
      Buffer.buffer(
          "{\"object\":\"list\",\"data\":[{\"id\":\"%s\",\"object\":\"model\",\"created\":1}]}"
              .formatted(Target.MODEL));
  private static final Buffer WHOLE = Buffer.buffer(whole());
  private static final Buffer END =
      Buffer.buffer(
          chunk("{}", "\"stop\"")
              + "data: {\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,\"total_tokens\":211}}\n\n"
              + "data: [DONE]\n\n");

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
    String text = body.toString();
    if (!text.contains("\"stream\":true")) {
      response.putHeader("content-type", "application/json").end(WHOLE);
      return;
    }
    Matcher asked = PIECES.matcher(text);
    int pieces = asked.find() ? Integer.parseInt(asked.group(1)) : 20;
    int pause = asked.hasMatch() ? Integer.parseInt(asked.group(2)) : 0;
    response.setChunked(true).putHeader("content-type", "text/event-stream");
    next(response, 0, pieces, pause);
  }

  /** Each piece in a turn of its own, as tokens come. */
  private void next(HttpServerResponse response, int piece, int pieces, int pause) {
    if (response.closed()) {
      return;
    }
    if (piece == pieces) {
      response.end(END);
      return;
    }
    response.write(chunk("{\"content\":\" piece-" + piece + "\"}", "null"));
    if (pause == 0) {
      vertx.runOnContext(ignored -> next(response, piece + 1, pieces, pause));
    } else {
      vertx.setTimer(pause, id -> next(response, piece + 1, pieces, pause));
    }
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
        + "[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  /** About 1 KiB. */
  private static String whole() {
    return "{\"id\":\"bench\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
        + "\"message\":{\"role\":\"assistant\",\"content\":\""
        + "It routes each request to a provider that works. ".repeat(15)
        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,"
        + "\"total_tokens\":211}}";
  }
}
