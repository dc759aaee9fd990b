package ai.gatewayz.gateway.edge;

import ai.gatewayz.edge.Connections;
import ai.gatewayz.edge.Methods;
import ai.gatewayz.edge.PortFilter;
import ai.gatewayz.edge.RequestForm;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Stands in front of everything else, as one handler: each that every request passes costs it more
 * than what the handler does. A request whose form is refused here ends its connection.
 */
@Singleton
class EdgeFilter {

  /** Before the filters of the shutdown and of the keys. */
  private static final int ORDER = -300;

  private final Connections connections;
  private final Counter unknownMethods;

  EdgeFilter(Connections connections, MeterRegistry registry) {
    this.connections = connections;
    unknownMethods =
        Counter.builder("gatewayz.requests.methods.unknown")
            .description("Requests with a method that no route serves")
            .register(registry);
  }

  void register(@Observes Router router) {
    // Some of it Vert.x refuses before any route is asked, and then goes on with the connection.
    router.route().order(ORDER).handler(this::filter).failureHandler(EdgeFilter::failed);
  }

  private static void failed(RoutingContext context) {
    if (PortFilter.isUnreadable(context)) {
      refuse(context, "The body cannot be read.");
    } else if (!PortFilter.hasLeft(context.request()) && !refuseForm(context)) {
      context.next();
    }
  }

  private void filter(RoutingContext context) {
    if (PortFilter.hasLeft(context.request())) {
      return;
    }
    connections.begins(context);
    if (refuseForm(context)) {
      return;
    }
    if (Methods.known(context.request().method().name())) {
      context.next();
    } else {
      unknownMethods.increment();
      Failures.methodNotAllowed(context);
    }
  }

  /**
   * @return whether the request was refused for its form
   */
  private static boolean refuseForm(RoutingContext context) {
    HttpServerRequest request = context.request();
    // HTTP/2 has neither lines nor chunks, and its decoder is strict.
    String flaw = request.version() == HttpVersion.HTTP_2 ? null : flaw(request);
    if (flaw == null) {
      return false;
    }
    refuse(context, flaw);
    return true;
  }

  private static void refuse(RoutingContext context, String flaw) {
    if (!context.response().headWritten()) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      Failures.send(context, Failure.of(GatewayError.INVALID_FIELD, flaw));
    }
    // After the answer: what follows on the connection may be a part of this request.
    context.request().connection().close();
  }

  private static String flaw(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return RequestForm.flaw(
        request.method().name(),
        request.uri(),
        headers.getAll(HttpHeaders.HOST),
        headers.getAll(HttpHeaders.TRANSFER_ENCODING),
        headers.contains(""),
        request.version() == HttpVersion.HTTP_1_1);
  }
}
