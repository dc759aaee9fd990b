package ai.gatewayz.gateway.keys;

import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.RequestId;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;

/**
 * Stands in front of everything: gives each request its id, which goes out with its answer, and
 * under {@code /v1/}, routes and resources alike, lets in only who shows a known API key as {@code
 * Authorization: Bearer}, or as Anthropic's clients do in {@code x-api-key}.
 */
@ApplicationScoped
public class KeyFilter {

  private static final String CALLER = "gatewayz.caller";
  private static final String SCHEME = "bearer ";

  /** Where clients of Anthropic's API put the key. */
  private static final String PLAIN = "x-api-key";

  private static final String ANTHROPICS = "anthropic-version";

  private static final String MESSAGES = "/v1/messages";
  private static final String GUARDED = "/v1/";

  /** Before the data plane's routes (0 and up) and the resources, which Quarkus puts last. */
  private static final int ORDER = -100;

  /** No real key is longer; hashing megabytes for strangers would be a gift to them. */
  private static final int MAX_KEY_LENGTH = 512;

  private final Callers callers;
  private final Responses responses;

  KeyFilter(Callers callers, Responses responses) {
    this.callers = callers;
    this.responses = responses;
    if (!callers.anyConfigured()) {
      Log.warn(
          "No gatewayz.gateway.keys.<name> is set: only keys of the catalog may call this gateway");
    }
  }

  void register(@Observes Router router) {
    router.route().order(ORDER).handler(this::filter);
  }

  /**
   * Some routers of a path read {@code /v1;x/models} as {@code /v1/models}, others do not. Nothing
   * here has a use for such parameters: so that nobody is let in by one reading and served by
   * another, there is nothing at such an address.
   */
  private void filter(RoutingContext context) {
    context.response().putHeader(RequestId.HEADER, RequestId.of(context));
    String path = context.normalizedPath();
    if (path.indexOf(';') >= 0) {
      Failures.notFound(context);
    } else if (path.startsWith(GUARDED) || path.equals("/v1")) {
      check(context);
    } else {
      context.next();
    }
  }

  /** What a request that has passed is counted by. */
  public static String holder(RoutingContext context) {
    return caller(context).holder();
  }

  /** Who calls, for a request that has passed. */
  public static Caller caller(RoutingContext context) {
    return context.get(CALLER);
  }

  private void check(RoutingContext context) {
    responses.watch(context);
    HttpServerRequest request = context.request();
    Optional<String> key =
        bearer(request.getHeader(HttpHeaders.AUTHORIZATION)).or(() -> anthropics(request));
    if (key.isEmpty()) {
      Failures.send(context, Callers.invalid());
      return;
    }
    SocketAddress from = request.remoteAddress();
    switch (callers.judge(
        key.get(), from == null ? null : from.hostAddress(), context.normalizedPath())) {
      case Callers.Verdict.Admitted admitted -> {
        context.put(CALLER, admitted.caller());
        context.next();
      }
      case Callers.Verdict.Refused refused -> Failures.send(context, refused.failure());
    }
  }

  /** A key without a scheme counts only from who speaks Anthropic's API: elsewhere it has one. */
  private static Optional<String> anthropics(HttpServerRequest request) {
    String header = request.getHeader(PLAIN);
    return header == null
            || header.length() > MAX_KEY_LENGTH
            || request.getHeader(ANTHROPICS) == null && !request.path().startsWith(MESSAGES)
        ? Optional.empty()
        : Optional.of(header.strip()).filter(key -> !key.isEmpty());
  }

  static Optional<String> bearer(String header) {
    if (header == null
        || header.length() <= SCHEME.length()
        || header.length() > SCHEME.length() + MAX_KEY_LENGTH
        || !header.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)) {
      return Optional.empty();
    }
    String key = header.substring(SCHEME.length()).strip();
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }
}
