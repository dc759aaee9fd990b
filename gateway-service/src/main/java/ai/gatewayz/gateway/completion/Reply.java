package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.stream.Cut;
import ai.gatewayz.gateway.stream.Ending;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What the caller of one request is sent: a head that tells where the answer is from, and it. */
final class Reply {

  // Names and values that are checked and encoded once, not for each request.
  private static final CharSequence PROVIDER = HttpHeaders.createOptimized("x-gatewayz-provider");
  private static final CharSequence MODEL = HttpHeaders.createOptimized("x-gatewayz-model");
  private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-gatewayz-attempts");
  private static final CharSequence FAILED = HttpHeaders.createOptimized("x-gatewayz-failed");
  private static final CharSequence OVERHEAD =
      HttpHeaders.createOptimized("x-gatewayz-overhead-ms");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  /** Without a blank line: some clients take each for an event. */
  static final String COMMENT = ": waiting for the first token\n";

  /** No more than a socket takes at once. */
  private static final int SMALL_BODY = 64 * 1024;

  private final Dataplane dataplane;
  private final RoutingContext context;
  private final Spoken spoken;

  /**
   * @param spoken what the caller sent in another protocol than chat completions; null for none
   */
  Reply(Dataplane dataplane, RoutingContext context, Spoken spoken) {
    this.dataplane = dataplane;
    this.context = context;
    this.spoken = spoken;
  }

  boolean begun() {
    return context.response().headWritten();
  }

  /** How many attempts there were, for an answer that somebody else writes. */
  void attempts(int made) {
    if (!begun()) {
      context.response().putHeader(ATTEMPTS, Integer.toString(made));
    }
  }

  /**
   * @param failed the attempts before the one that is answered
   * @param overheadNanos what this gateway took, without its providers
   * @param lastResort whether all candidates had just failed
   */
  void head(
      Candidate candidate, int made, List<Tried> failed, long overheadNanos, boolean lastResort) {
    HttpServerResponse response = context.response();
    response.setStatusCode(200);
    response.putHeader(PROVIDER, candidate.provider().id());
    response.putHeader(MODEL, header(candidate.model()));
    response.putHeader(ATTEMPTS, Integer.toString(made));
    response.putHeader(OVERHEAD, millis(overheadNanos));
    if (!failed.isEmpty()) {
      response.putHeader(FAILED, Tried.words(failed));
    }
    if (lastResort) {
      response.putHeader("x-gatewayz-last-resort", "true");
    }
  }

  /**
   * @param fields of the request that the provider was not sent
   */
  void dropped(List<String> fields) {
    if (!fields.isEmpty()) {
      context.response().putHeader("x-gatewayz-dropped", String.join(",", fields));
    }
  }

  /** A model that thinks for long is no reason for a proxy or a client in between to give up. */
  void comment() {
    if (!begun()) {
      eventStream();
    }
    context.response().write(spoken == null ? COMMENT : spoken.caller().keepAlive());
  }

  void eventStream() {
    stream("text/event-stream");
  }

  void stream(String contentType) {
    HttpServerResponse response = context.response();
    response.setStatusCode(200);
    response.setChunked(true);
    response.putHeader("content-type", contentType);
    response.putHeader("cache-control", "no-cache");
    // Proxies in between must not gather the stream up.
    response.putHeader("x-accel-buffering", "no");
  }

  /**
   * Sends a whole answer behind its head. What the sockets do not take at once is held here, and
   * not for ever.
   *
   * @param left of the request's own limit
   * @return whether all of it was taken; never fails
   */
  Future<Ending.Delivery> whole(String contentType, Buffer body, Duration left) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType.contentEquals(JSON) ? JSON : contentType);
    Future<Void> written = context.response().end(body);
    if (body.length() > SMALL_BODY) {
      long seconds = body.length() / dataplane.limits().slowestReader().asLongValue();
      Duration patience = dataplane.limits().slowReaderTimeout().plusSeconds(seconds);
      long most = Math.max(1, Math.min(patience.toMillis(), left.toMillis()));
      long slow = dataplane.vertx().setTimer(most, id -> Cut.off(context.request()));
      written.onComplete(ignored -> dataplane.vertx().cancelTimer(slow));
    }
    return written.map(Ending.Delivery.DELIVERED).otherwise(Ending.Delivery.ABANDONED);
  }

  /** A header holds ASCII; a model's name may hold anything. */
  private static String header(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 127) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  private static String millis(long nanos) {
    long micros = nanos / 1_000;
    return micros / 1_000 + "." + Long.toString(1_000 + micros % 1_000).substring(1);
  }
}
