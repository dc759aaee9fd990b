package ai.gatewayz.gateway.messages;

import ai.gatewayz.gateway.body.RequestReader;
import ai.gatewayz.gateway.completion.Completions;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.limit.Concurrency;
import ai.gatewayz.gateway.limit.Entry;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.Protocol;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /v1/messages} and {@code /v1/messages/count_tokens}. */
@ApplicationScoped
class MessagesRoutes {

  private static final String MESSAGES = "/v1/" + Protocol.MESSAGES.path();
  private static final String COUNT = MESSAGES + "/count_tokens";

  private final Completions completions;
  private final Concurrency concurrency;
  private final RequestReader requests;

  MessagesRoutes(Completions completions, Concurrency concurrency, RequestReader requests) {
    this.completions = completions;
    this.concurrency = concurrency;
    this.requests = requests;
  }

  void register(@Observes Router router) {
    router.route(HttpMethod.POST, MESSAGES).order(0).handler(this::answer);
    router.route(MESSAGES).order(1).handler(MessagesRoutes::notPost);
    router.route(HttpMethod.POST, COUNT).order(0).handler(this::count);
    router.route(COUNT).order(1).handler(MessagesRoutes::notPost);
  }

  private static void notPost(RoutingContext context) {
    context.response().putHeader("allow", "POST");
    Failures.send(
        context, Failure.of(GatewayError.METHOD_NOT_ALLOWED, "This address accepts POST only."));
  }

  private static void named(RoutingContext context) {
    context.response().putHeader(RequestId.ANTHROPICS, RequestId.of(context));
  }

  private void answer(RoutingContext context) {
    named(context);
    completions.handle(
        Operation.CHAT, MessagesReader.answered(context.request()::getHeader), context);
  }

  private void count(RoutingContext context) {
    named(context);
    String holder = KeyFilter.holder(context);
    switch (concurrency.enter(KeyFilter.caller(context))) {
      case Entry.Admitted admitted ->
          requests
              .read(MessagesReader.counted(), context.request(), holder)
              .map(
                  request -> {
                    request.body().close();
                    return request.promptTokens();
                  })
              .onComplete(ignored -> admitted.leave().run())
              .onSuccess(tokens -> send(context, tokens))
              .onFailure(
                  cause -> Failures.send(context, Failures.from(cause, RequestId.of(context))));
      case Entry.Refused refused -> Failures.send(context, refused.failure());
    }
  }

  /** By the same estimate that routing goes by: no provider is asked. */
  private static void send(RoutingContext context, long tokens) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader("x-gatewayz-estimate", "true")
        .end(Buffer.buffer("{\"input_tokens\":" + tokens + "}"));
  }
}
