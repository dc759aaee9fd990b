package ai.gatewayz.gateway.error;

import io.quarkus.logging.Log;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Answers a request with a failure, on a Vert.x route. */
public final class Failures {

  private Failures() {}

  /**
   * Ends an event stream that has begun with an error event; does nothing where the caller has
   * left.
   */
  public static void send(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    ErrorForm form = ErrorForm.of(context);
    if (response.headWritten()) {
      response.end(Buffer.buffer(form.event(failure, RequestId.of(context))));
      return;
    }
    String requestId = RequestId.of(context);
    response
        .setStatusCode(form.status(failure))
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(RequestId.HEADER, requestId);
    if (form == ErrorForm.ANTHROPIC) {
      response.putHeader(RequestId.ANTHROPICS, requestId);
    }
    if (failure.retryAfter() != null) {
      response.putHeader("retry-after", seconds(failure.retryAfter()));
    }
    if (failure.error() == GatewayError.INVALID_API_KEY) {
      response.putHeader("www-authenticate", "Bearer");
    }
    response.end(Buffer.buffer(form.body(failure, requestId)));
  }

  /** Tells of an address that does not exist those that do. */
  public static void notFound(RoutingContext context) {
    send(context, Addresses.notFound(context.request().method().name(), context.normalizedPath()));
  }

  /** Tells of an address that is answered by another method, and by which. */
  public static void methodNotAllowed(RoutingContext context) {
    String allowed = Addresses.method(context.normalizedPath());
    if (!allowed.isEmpty()) {
      context.response().putHeader("allow", allowed);
    }
    send(context, Addresses.methodNotAllowed(context.request().method().name(), allowed));
  }

  /** What to tell the caller of an exception; one that was not expected is logged, not told. */
  public static Failure from(Throwable thrown, String requestId) {
    if (thrown instanceof FailureException expected) {
      return expected.failure();
    }
    Log.errorf(thrown, "Request %s failed unexpectedly", requestId);
    return Failure.of(
        GatewayError.INTERNAL_ERROR,
        "This gateway failed unexpectedly. Give its operator the request id.");
  }

  /** Whole seconds, never zero: "at once" would be an invitation to hammer. */
  static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
