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
    Failures.notFound(context);
  }

  private static void methodNotAllowed(RoutingContext context) {
    Failures.methodNotAllowed(context);
  }

  private static void failed(RoutingContext context) {
    Failures.send(context, Failures.from(context.failure(), RequestId.of(context)));
  }
}
