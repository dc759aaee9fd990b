package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.completion.Completions;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.Protocol;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;

/** {@code /v1/responses}. */
@ApplicationScoped
class ResponsesRoutes {

  private static final String RESPONSES = "/v1/" + Protocol.RESPONSES.path();

  private final Completions completions;
  private final InstantSource clock;

  ResponsesRoutes(Completions completions, InstantSource clock) {
    this.completions = completions;
    this.clock = clock;
  }

  void register(@Observes Router router) {
    router
        .route(HttpMethod.POST, RESPONSES)
        .order(0)
        .handler(
            context ->
                completions.handle(Operation.CHAT, new ResponsesReader(clock.instant()), context));
    router.route(RESPONSES).order(1).handler(ResponsesRoutes::notPost);
  }

  private static void notPost(RoutingContext context) {
    context.response().putHeader("allow", "POST");
    Failures.send(
        context, Failure.of(GatewayError.METHOD_NOT_ALLOWED, "This address answers POST only."));
  }
}
