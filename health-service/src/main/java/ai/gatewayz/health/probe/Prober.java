package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.evidence.Answer;
import ai.gatewayz.health.evidence.Classifier;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.providers.Provider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Asks providers. Requests go where configuration says and nowhere else. */
@ApplicationScoped
public class Prober {

  private static final String USER_AGENT = "gatewayz-health/0.1";
  private static final int ENOUGH_BYTES = 16 * 1024;

  private final Vertx vertx;
  private final ProbeConfig config;
  private final HttpClient http;
  private final Classifier classifier;

  Prober(Vertx vertx, ProbeConfig config, InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.classifier = Classifier.standard(clock);
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(10_000)
                .setKeepAliveTimeout(30)
                .setMaxRedirects(0),
            new PoolOptions().setHttp1MaxSize(Math.max(1, config.concurrency())));
  }

  /**
   * Asks an offer once. A connection that could not even be made is tried once more: that is the
   * network's fault, and would be held against the model.
   */
  @Retry(maxRetries = 1, delay = 200, jitter = 100, retryOn = NotConnectedException.class)
  public Uni<ProbeResult> ask(Provider provider, Offer offer, boolean modern) {
    return Uni.createFrom()
        .emitter(emitter -> new Asking(provider, offer, modern, emitter).begin());
  }

  @PreDestroy
  void close() {
    http.close();
  }

  /** No connection to the provider. */
  static final class NotConnectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotConnectedException(Throwable cause) {
      super("no connection", cause, false, false);
    }
  }

  private final class Asking {
    private final Provider provider;
    private final Offer offer;
    private final boolean modern;
    private final UniEmitter<? super ProbeResult> emitter;
    private final Buffer body = Buffer.buffer();
    private HttpClientRequest call;
    private HttpClientResponse response;
    private long sent;
    private Long ttft;
    private long timer;
    private boolean over;

    Asking(
        Provider provider, Offer offer, boolean modern, UniEmitter<? super ProbeResult> emitter) {
      this.provider = provider;
      this.offer = offer;
      this.modern = modern;
      this.emitter = emitter;
    }

    void begin() {
      timer = vertx.setTimer(config.timeout().toMillis(), id -> end(new Answer.Timeout()));
      http.request(request())
          .onFailure(
              cause -> {
                if (close()) {
                  emitter.fail(new NotConnectedException(cause));
                }
              })
          .onSuccess(this::send);
    }

    private RequestOptions request() {
      RequestOptions request =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setAbsoluteURI(provider.endpoint("chat/completions").toString())
              .setFollowRedirects(false)
              .putHeader("user-agent", USER_AGENT)
              .putHeader("content-type", "application/json")
              .putHeader("accept", "text/event-stream, application/json");
      provider
          .apiKey()
          .ifPresent(
              key ->
                  request.putHeader(
                      provider.dialect().authHeader(), provider.dialect().authValue(key)));
      return request;
    }

    private void send(HttpClientRequest connected) {
      call = connected;
      sent = System.nanoTime();
      call.send(Buffer.buffer(Question.of(offer, config.maxTokens(), modern)))
          .onFailure(cause -> end(new Answer.Unreachable(cause)))
          .onSuccess(this::answered);
    }

    private void answered(HttpClientResponse answer) {
      response = answer;
      answer.exceptionHandler(cause -> end(new Answer.CutShort()));
      answer.handler(this::arrived);
      answer.endHandler(ignored -> whole());
    }

    private void arrived(Buffer bytes) {
      if (ttft == null && body.length() + bytes.length() > 0) {
        ttft = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
      }
      body.appendBuffer(bytes);
      if (body.length() >= ENOUGH_BYTES) {
        whole();
      }
    }

    private void whole() {
      end(new Answer.Http(response.statusCode(), response::getHeader, body.getBytes()));
    }

    private void end(Answer answer) {
      if (close()) {
        Evidence evidence = classifier.classify(provider.dialect(), answer);
        emitter.complete(
            new ProbeResult(evidence, evidence.finding() == Finding.ANSWERED ? ttft : null));
      }
    }

    private boolean close() {
      if (over) {
        return false;
      }
      over = true;
      vertx.cancelTimer(timer);
      boolean unread = response == null || body.length() >= ENOUGH_BYTES;
      if (call != null && unread) {
        call.reset();
      }
      return true;
    }
  }
}
