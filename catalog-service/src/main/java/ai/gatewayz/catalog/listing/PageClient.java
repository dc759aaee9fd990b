package ai.gatewayz.catalog.listing;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.RequestHead;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Walk;
import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Requests pages from providers. */
@ApplicationScoped
public class PageClient {

  private static final RequestHead HEAD =
      new RequestHead("gatewayz-catalog/0.1", "application/json", "gzip, deflate", false);

  private final HttpClient http;
  private final ListingConfig config;
  private final InstantSource clock;

  PageClient(Vertx vertx, ListingConfig config, InstantSource clock, BrokenConnections broken) {
    this.config = config;
    this.clock = clock;
    this.http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout((int) config.connectTimeout().toMillis())
                    .setReadIdleTimeout((int) config.idleTimeout().toMillis())
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setMaxHeaderSize(32 * 1024))
            .with(new PoolOptions().setHttp1MaxSize(4))
            .withConnectHandler(broken::watch)
            .build();
  }

  /**
   * Reads one page into the walk, again where that may help.
   *
   * @return the page without its entries; fails with {@link PageFailedException}
   */
  @Retry(
      maxRetries = 3,
      delay = 500,
      jitter = 100,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      retryOn = PageFailedException.Passing.class)
  @CustomBackoff(ToldBackoff.class)
  public Uni<PageSeen> read(Provider provider, Walk walk, URI uri) {
    return Uni.createFrom()
        .<PageSeen>emitter(
            emitter -> {
              walk.begin();
              PageBody body = new PageBody(walk, uri, config.maxPageBytes());
              emitter.onTermination(body::abandon);
              http.request(request(provider, uri))
                  .compose(request -> send(request, body))
                  .onSuccess(emitter::complete)
                  .onFailure(emitter::fail);
            })
        .ifNoItem()
        .after(config.pageTimeout())
        .failWith(() -> new PageFailedException.Passing("a page took too long", null, null))
        .onFailure(failure -> !(failure instanceof PageFailedException))
        .transform(
            failure ->
                new PageFailedException.Passing("the provider did not answer", null, failure))
        .onFailure()
        .invoke(failure -> walk.failed(failure.getMessage()));
  }

  private RequestOptions request(Provider provider, URI uri) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(uri.toString())
            .setFollowRedirects(false);
    HEAD.to(provider).forEach(request::putHeader);
    return request;
  }

  private Future<PageSeen> send(HttpClientRequest request, PageBody body) {
    return request
        .send()
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? body.read(answer)
                    : new RefusedPage(config.maxWait(), clock, answer).read());
  }
}
