package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.coding.AnswerDecoder;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.RequestHead;
import ai.gatewayz.providers.address.Origin;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.connection.EgressProxy;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Calls providers. Where a request goes and what headers it carries is decided by configuration
 * alone: nothing of the caller's but the body is sent on, and redirects are not followed.
 */
@Singleton
public class UpstreamClient {

  private static final String USER_AGENT = "gatewayz/1";

  /** Some send policies and cookies by the kilobyte; all of the headers of an answer. */
  private static final int HEADER_BYTES = 128 * 1024;

  private final Vertx vertx;
  private final HttpClientOptions options;
  private final PoolOptions pool;
  private final long mostDecoded;
  private final BrokenConnections broken;
  private final EgressProxy egress;

  /**
   * One for each event loop. The connections of a shared one belong to whichever loop opened them:
   * most calls would cross to another thread and back, and each search for an idle connection would
   * take the lock of all.
   */
  private final ThreadLocal<HttpClient> clients = ThreadLocal.withInitial(this::open);

  /** Made once each: they hold nothing of a request. */
  private final Map<Called, RequestOptions> calls = new ConcurrentHashMap<>();

  private final Queue<HttpClient> opened = new ConcurrentLinkedQueue<>();

  /**
   * @param provider its id
   * @param path below its base URL
   * @param accept the kinds of answers that are read
   */
  private record Called(String provider, String path, String accept) {}

  UpstreamClient(
      Vertx vertx,
      AttemptConfig config,
      ProvidersConfig providers,
      BrokenConnections broken,
      EgressProxy egress) {
    this.vertx = vertx;
    this.broken = broken;
    this.egress = egress;
    mostDecoded = config.maxAnswer().asLongValue();
    options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setKeepAlive(true)
            // Shorter than the idle limits of the usual front ends: a connection is not used when
            // it is about to close.
            .setKeepAliveTimeout(30)
            .setTcpNoDelay(true)
            // The bounds of what an answer may become are its decoder's.
            .setDecompressionSupported(false)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxRedirects(0);
    // Seats limit the calls to each provider. The pool is of a host, which several providers may
    // share, and must not be what limits them: waiting in it would pass for slowness.
    pool =
        new PoolOptions()
            .setHttp1MaxSize(
                config.connectionsPerProvider() * Math.max(1, providers.providers().size()));
  }

  private HttpClient open() {
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(pool)
            .withConnectHandler(this::decoded)
            .build();
    opened.add(client);
    return client;
  }

  private void decoded(HttpConnection connection) {
    broken.watch(connection);
    ChannelHandlerContext handler = ((ConnectionBase) connection).channelHandlerContext();
    handler.pipeline().addBefore(handler.name(), "answer-decoder", new AnswerDecoder(mostDecoded));
  }

  /** Connects, on the event loop of the caller; the request is not sent yet. */
  Future<HttpClientRequest> connect(
      Candidate candidate, CompletionRequest request, boolean streamed, String traceparent) {
    return connect(
        candidate,
        request.operation().path(),
        streamed ? "text/event-stream" : "application/json",
        Map.of(),
        traceparent);
  }

  /** The same for an attempt, in the protocol in which it asks. */
  Future<HttpClientRequest> connect(Asked asked) {
    return connect(
        asked.candidate(), asked.path(), asked.accept(), asked.headers(), asked.traceparent());
  }

  private Future<HttpClientRequest> connect(
      Candidate candidate,
      String path,
      String accept,
      Map<String, String> headers,
      String traceparent) {
    Provider provider = candidate.provider();
    RequestOptions call =
        calls.computeIfAbsent(
            new Called(provider.id(), path, accept), called -> call(provider, called));
    if (traceparent == null && headers.isEmpty()) {
      return clients.get().request(call);
    }
    RequestOptions own = new RequestOptions(call);
    headers.forEach(own::putHeader);
    if (traceparent != null) {
      own.putHeader("traceparent", traceparent);
    }
    return clients.get().request(own);
  }

  private RequestOptions call(Provider provider, Called called) {
    URI target = provider.endpoint(called.path());
    Origin origin = Origin.of(target);
    RequestOptions call =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(origin.tls())
            .setHost(origin.host())
            .setPort(origin.port())
            .setURI(
                target.getRawQuery() == null
                    ? target.getRawPath()
                    : target.getRawPath() + "?" + target.getRawQuery())
            .setFollowRedirects(false);
    egress.to(origin).ifPresent(call::setProxyOptions);
    new RequestHead(USER_AGENT, called.accept(), "identity", true)
        .to(provider)
        .forEach(
            (name, value) ->
                call.putHeader(
                    HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value)));
    return call;
  }

  @PreDestroy
  void close() {
    opened.forEach(HttpClient::close);
  }
}
