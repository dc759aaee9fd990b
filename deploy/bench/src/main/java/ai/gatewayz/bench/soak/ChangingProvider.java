package ai.gatewayz.bench.soak;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Providers that change all the time: of each one's models some are listed and not, and some answer
 * and do not, in turn. A process of its own; what it says depends on the time alone.
 */
public final class ChangingProvider {

  static final int MODELS = 200;

  /** With a vendor: a bare name would be another model at each provider. */
  static final String NAME = "soak/model-";

  /** Those from here on die and come back at the first provider. */
  static final int DYING = 150;

  /** Those from here on are listed and not. */
  static final int COMING_AND_GOING = 180;

  private static final int TURN_SECONDS = 30;
  private static final Pattern MODEL = Pattern.compile("\"model\":\"" + NAME + "(\\d+)\"");
  private static final Buffer WHOLE =
      Buffer.buffer(
          "{\"id\":\"s\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
              + "\"message\":{\"role\":\"assistant\",\"content\":\""
              + "It routes each request to a provider that works. ".repeat(15)
              + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,"
              + "\"total_tokens\":211}}");
  private static final Buffer PIECE =
      Buffer.buffer(chunk("{\"content\":\" and a piece of an answer\"}", "null"));
  private static final Buffer END =
      Buffer.buffer(
          chunk("{}", "\"stop\"")
              + "data: {\"id\":\"s\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":180,\"total_tokens\":211}}\n\n"
              + "data: [DONE]\n\n");
  private static final int PIECES = 10;

  private final Vertx vertx;

  private ChangingProvider(Vertx vertx) {
    this.vertx = vertx;
  }

  /** {@code PORT}; runs until it is killed. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    ChangingProvider provider = new ChangingProvider(vertx);
    vertx
        .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
        .requestHandler(provider::answer)
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
        .onSuccess(server -> System.out.println("listening"));
  }

  private void answer(HttpServerRequest request) {
    if (request.path().endsWith("/models")) {
      request
          .response()
          .putHeader("content-type", "application/json")
          .end(list(System.currentTimeMillis() / 1_000));
    } else {
      boolean first = request.path().startsWith("/first/");
      request.body().onSuccess(body -> complete(request.response(), body.toString(), first));
    }
  }

  private static String list(long second) {
    return IntStream.range(0, MODELS)
        .filter(model -> model < COMING_AND_GOING || isOn(model, second))
        .mapToObj(
            model -> "{\"id\":\"" + NAME + model + "\",\"object\":\"model\",\"owned_by\":\"soak\"}")
        .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
  }

  /** Three turns of four. */
  private static boolean isOn(int model, long second) {
    return (second / TURN_SECONDS + model) % 4 != 0;
  }

  private void complete(HttpServerResponse response, String body, boolean first) {
    Matcher asked = MODEL.matcher(body);
    int model = asked.find() ? Integer.parseInt(asked.group(1)) : 0;
    if (first && model >= DYING && !isOn(model, System.currentTimeMillis() / 1_000)) {
      response
          .setStatusCode(404)
          .putHeader("content-type", "application/json")
          .end(
              "{\"error\":{\"message\":\"The model does not exist\",\"type\":\"invalid_request_error\","
                  + "\"code\":\"model_not_found\"}}");
    } else if (body.contains("\"stream\":true")) {
      response.setChunked(true).putHeader("content-type", "text/event-stream");
      next(response, 0);
    } else {
      response.putHeader("content-type", "application/json").end(WHOLE);
    }
  }

  /** Each piece in a turn of its own, as tokens come. */
  private void next(HttpServerResponse response, int piece) {
    if (response.closed()) {
      return;
    }
    if (piece == PIECES) {
      response.end(END);
      return;
    }
    response.write(PIECE);
    vertx.runOnContext(ignored -> next(response, piece + 1));
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"s\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
        + "[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }
}
