package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.ProvidersConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Calls providers. Where a request goes and what headers it carries is decided by configuration
 * alone: nothing of the caller's but the body is sent on, and redirects are not followed.
 */
@ApplicationScoped
public class UpstreamClient {

  private static final String USER_AGENT = "gatewayz/1";

  private final Vertx vertx;
  private final HttpClientOptions options;
  private final PoolOptions pool;

  /**
   * One for each event loop. The connections of a shared one belong to whichever loop opened them:
   * most calls would cross to another thread and back, and each search for an idle connection would
   * take the lock of all.
   */
  private final ThreadLocal<HttpClient> clients = ThreadLocal.withInitial(this::open);

  private final Queue<HttpClient> opened = new ConcurrentLinkedQueue<>();

  UpstreamClient(Vertx vertx, AttemptConfig config, ProvidersConfig providers) {
    this.vertx = vertx;
    options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setKeepAlive(true)
            // Shorter than the idle limits of the usual front ends: a connection is not used when
            // it is about to close.
            .setKeepAliveTimeout(30)
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setMaxRedirects(0);
    // Seats limit the calls to each provider. The pool is of a host, which several providers may
    // share, and must not be what limits them: waiting in it would pass for slowness.
    pool =
        new PoolOptions()
            .setHttp1MaxSize(
                config.connectionsPerProvider() * Math.max(1, providers.providers().size()));
  }

  private HttpClient open() {
    HttpClient client = vertx.createHttpClient(options, pool);
    opened.add(client);
    return client;
  }

  /** Connects, on the event loop of the caller; the request is not sent yet. */
  Future<HttpClientRequest> connect(
      Candidate candidate, CompletionRequest request, boolean streamed, String traceparent) {
    Provider provider = candidate.provider();
    URI target = provider.endpoint(request.operation().path());
    boolean tls = target.getScheme().equals("https");
    RequestOptions call =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(tls)
            .setHost(target.getHost())
            .setPort(target.getPort() > 0 ? target.getPort() : tls ? 443 : 80)
            .setURI(target.getRawPath())
            .setFollowRedirects(false)
            .putHeader("content-type", "application/json")
            .putHeader("accept", streamed ? "text/event-stream" : "application/json")
            .putHeader("user-agent", USER_AGENT);
    if (traceparent != null) {
      call.putHeader("traceparent", traceparent);
    }
    provider
        .apiKey()
        .ifPresent(
            key ->
                call.putHeader(provider.dialect().authHeader(), provider.dialect().authValue(key)));
    return clients.get().request(call);
  }

  @PreDestroy
  void close() {
    opened.forEach(HttpClient::close);
  }
}
