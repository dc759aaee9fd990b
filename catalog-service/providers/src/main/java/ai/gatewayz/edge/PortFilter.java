package ai.gatewayz.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Stands in front of everything else that a port serves. */
@ApplicationScoped
public class PortFilter {

  private static final int ORDER = -1_000;

  private final Connections connections;
  private final Counter unknownMethods;

  PortFilter(Connections connections, MeterRegistry registry) {
    this.connections = connections;
    unknownMethods =
        Counter.builder("gatewayz.port.methods.unknown")
            .description("Requests with a method that no route serves")
            .register(registry);
  }

  void register(@Observes ManagementInterface management) {
    register(management.router());
  }

  /** Guards a port. */
  public void register(Router router) {
    // Some of it Vert.x refuses before any route is asked, and then goes on with the connection.
    router.route().order(ORDER).handler(this::filter).failureHandler(this::failed);
  }

  /**
   * Whether the connection of a request has ended. What its caller had sent ahead is handed on by
   * Vert.x all the same, one after the other: nobody waits for it, and completions cost. Without an
   * answer, none of the others comes.
   */
  public static boolean hasLeft(HttpServerRequest request) {
    return request.connection() instanceof ConnectionBase connection
        && !connection.channel().isActive();
  }

  /**
   * Whether a request fails for what its caller sent as its body, which is no fault of anybody
   * here: it is the decoder of requests that says so.
   */
  public static boolean isUnreadable(RoutingContext context) {
    if (context.failure() != null) {
      for (StackTraceElement at : context.failure().getStackTrace()) {
        if (at.getClassName().equals(HttpObjectDecoder.class.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  private void failed(RoutingContext context) {
    if (isUnreadable(context)) {
      refuse(context, "The body cannot be read.");
    } else {
      filter(context);
    }
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (hasLeft(request)) {
      return;
    }
    connections.beginsMaybeStream(context);
    String flaw = flaw(request);
    if (flaw != null) {
      refuse(context, flaw);
    } else if (!Methods.known(request.method().name())) {
      unknownMethods.increment();
      send(context.response(), 405, "This method is not supported.");
    } else {
      context.next();
    }
  }

  private static void refuse(RoutingContext context, String flaw) {
    if (!context.response().headWritten()) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      send(context.response(), 400, flaw);
    }
    // After the answer: what follows on the connection may be a part of this request.
    context.request().connection().close();
  }

  private static String flaw(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      // Has neither lines nor chunks, and its decoder is strict.
      return null;
    }
    MultiMap headers = request.headers();
    return RequestForm.flaw(
        request.method().name(),
        request.uri(),
        headers.getAll(HttpHeaders.HOST),
        headers.getAll(HttpHeaders.TRANSFER_ENCODING),
        headers.contains(""),
        request.version() == HttpVersion.HTTP_1_1);
  }

  private static void send(HttpServerResponse response, int status, String message) {
    JsonObject error = new JsonObject().put("code", "bad_request").put("message", message);
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(new JsonObject().put("error", error).encode());
  }
}
