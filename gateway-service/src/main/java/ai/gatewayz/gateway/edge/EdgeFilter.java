package ai.gatewayz.gateway.edge;

import ai.gatewayz.edge.PortFilter;
import ai.gatewayz.edge.RequestForm;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Stands in front of everything else. A request that is refused here ends its connection. */
@ApplicationScoped
class EdgeFilter {

  /** Before the filters of the shutdown and of the keys. */
  private static final int ORDER = -300;

  void register(@Observes Router router) {
    // Some of it Vert.x refuses before any route is asked, and then goes on with the connection.
    router.route().order(ORDER).handler(EdgeFilter::filter).failureHandler(EdgeFilter::filter);
  }

  private static void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (PortFilter.hasLeft(request)) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      // Has neither lines nor chunks, and its decoder is strict.
      context.next();
      return;
    }
    MultiMap headers = request.headers();
    String flaw =
        RequestForm.flaw(
            request.method().name(),
            request.uri(),
            headers.getAll(HttpHeaders.HOST),
            headers.getAll(HttpHeaders.TRANSFER_ENCODING),
            headers.contains(""),
            request.version() == HttpVersion.HTTP_1_1);
    if (flaw == null) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    Failures.send(context, Failure.of(GatewayError.INVALID_FIELD, flaw));
    // After the answer: what follows on the connection may be a part of this request.
    request.connection().close();
  }
}
