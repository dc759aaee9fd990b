package ai.gatewayz.gateway.cors;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of configured origins call what is under {@code /v1/}. What a browser asks before a
 * call has no key and needs none. An origin that is not configured is told nothing: the browser
 * keeps the answer from its page.
 */
@Singleton
class CorsFilter {

  /** After other addresses were understood, before the filters that refuse. */
  private static final int ORDER = -230;

  private static final String ANY = "*";
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";

  /** Of the headers that a browser asks for; no client has more. */
  private static final int LONGEST_HEADERS = 2_048;

  /** Browsers ask again after two hours at the latest. */
  private static final String MAX_AGE = "7200";

  /** What a page may read beside what any page may. */
  private static final String EXPOSED =
      String.join(
          ", ",
          List.of(
              "x-request-id",
              "x-gatewayz-provider",
              "x-gatewayz-model",
              "x-gatewayz-attempts",
              "x-gatewayz-overhead-ms",
              "x-gatewayz-failed",
              "x-gatewayz-last-resort",
              "x-gatewayz-dropped",
              "request-id",
              "x-gatewayz-snapshot-age",
              "etag",
              "retry-after",
              "content-encoding"));

  private final Set<String> origins;

  CorsFilter(CorsConfig config) {
    origins = Set.copyOf(config.origins().orElse(List.of()));
  }

  void register(@Observes Router router) {
    if (!origins.isEmpty()) {
      router.route("/v1/*").order(ORDER).handler(this::filter);
    }
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean any = origins.contains(ANY);
    if (!any) {
      // Caches must not give one origin's answer to another.
      context.addHeadersEndHandler(ended -> varyByOrigin(context.response().headers()));
    }
    if (origin == null || !any && !origins.contains(origin)) {
      context.next();
      return;
    }
    MultiMap headers = context.response().headers();
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin);
    if (request.method() == HttpMethod.OPTIONS
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      answer(request, context.response());
    } else {
      headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      context.next();
    }
  }

  private static void varyByOrigin(MultiMap headers) {
    String others = headers.get(HttpHeaders.VARY);
    headers.set(HttpHeaders.VARY, others == null ? "Origin" : others + ", Origin");
  }

  /** What may be asked is the same for all: a key decides, not the origin. */
  private static void answer(HttpServerRequest request, HttpServerResponse response) {
    String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    if (wanted != null && wanted.length() <= LONGEST_HEADERS) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
    }
    response.end();
  }
}
