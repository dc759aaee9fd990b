package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.request.Scanners;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The addresses of OpenAI's operations. They are plain routes, one for each. */
@ApplicationScoped
class CompletionRoutes {

  private final Completions completions;

  CompletionRoutes(Completions completions) {
    this.completions = completions;
  }

  void register(@Observes Router router) {
    for (Operation operation : Operation.values()) {
      router
          .route(HttpMethod.POST, "/v1/" + operation.path())
          .order(0)
          .handler(
              context ->
                  completions.handle(
                      operation,
                      Scanners.of(operation, context.request().getHeader(HttpHeaders.CONTENT_TYPE)),
                      context));
      router.route("/v1/" + operation.path()).order(1).handler(CompletionRoutes::notPost);
    }
  }

  private static void notPost(RoutingContext context) {
    context.response().putHeader("allow", "POST");
    Failures.send(
        context, Failure.of(GatewayError.METHOD_NOT_ALLOWED, "This address accepts POST only."));
  }
}
