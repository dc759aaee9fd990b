package ai.gatewayz.gateway.error;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The envelope for what no route answered or a route threw. */
@ApplicationScoped
class ErrorRoutes {

  void register(@Observes Router router) {
    router.errorHandler(404, ErrorRoutes::notFound);
    router.errorHandler(405, ErrorRoutes::methodNotAllowed);
    router.errorHandler(500, ErrorRoutes::failed);
  }

  private static void notFound(RoutingContext context) {
    Failures.send(context, Failure.of(GatewayError.NOT_FOUND, "There is nothing at this address."));
  }

  private static void methodNotAllowed(RoutingContext context) {
    Failures.send(
        context,
        Failure.of(
            GatewayError.METHOD_NOT_ALLOWED,
            "This address does not answer " + context.request().method().name() + "."));
  }

  private static void failed(RoutingContext context) {
    Failures.send(context, Failures.from(context.failure(), RequestId.of(context)));
  }
}
