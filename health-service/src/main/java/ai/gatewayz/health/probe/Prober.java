package ai.gatewayz.health.probe;

import ai.gatewayz.health.pace.LimitHeaders;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.RequestHead;
import ai.gatewayz.providers.capability.CapabilityAnswer;
import ai.gatewayz.providers.capability.Shown;
import ai.gatewayz.providers.coding.ContentDecoder;
import ai.gatewayz.providers.connection.BrokenConnections;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Sends probes to providers. Requests go where configuration says and nowhere else. */
@ApplicationScoped
class Prober {

  /** The time to the first words counts, not to when enough has come to be compressed. */
  private static final RequestHead HEAD =
      new RequestHead(
          "gatewayz-health/0.1", "text/event-stream, application/json", "identity", true);

  /** So much of an answer is kept; of more than that only the end is looked at. */
  private static final int KEPT_BYTES = 16 * 1024;

  /** An answer that is to show a capability is read whole: a vector of some thousand numbers. */
  private static final int KEPT_OF_TESTS = 256 * 1024;

  /** A few tokens were asked for: what goes on for so long is not waited for. */
  private static final int ENOUGH_BYTES = 512 * 1024;

  private final Vertx vertx;
  private final HttpClient http;
  private final Classifier classifier;
  private final InstantSource clock;

  Prober(Vertx vertx, ProbeConfig config, InstantSource clock, BrokenConnections broken) {
    this.vertx = vertx;
    this.clock = clock;
    this.classifier = Classifier.standard(clock);
    int most =
        config.providers().values().stream()
            .flatMap(own -> own.concurrency().stream())
            .reduce(config.concurrency(), Math::max);
    this.http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(10_000)
                    .setKeepAliveTimeout(30)
                    .setMaxRedirects(0))
            .with(new PoolOptions().setHttp1MaxSize(Math.max(1, most)))
            .withConnectHandler(broken::watch)
            .build();
  }

  /**
   * Asks an offer once. A connection that could not even be made is tried once more: that is the
   * network's fault, and would be held against the model.
   */
  @Retry(maxRetries = 1, delay = 200, jitter = 100, retryOn = NotConnectedException.class)
  public Uni<ProbeResult> ask(Provider provider, Assignment assignment) {
    return Uni.createFrom().emitter(emitter -> new Asking(provider, assignment, emitter).begin());
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
    private final Assignment assignment;
    private final UniEmitter<? super ProbeResult> emitter;
    private final Buffer body = Buffer.buffer();
    private final StreamedAnswer stream = new StreamedAnswer();
    private final int kept;
    private HttpClientRequest call;
    private HttpClientResponse response;
    private ContentDecoder decoder;
    private long sent;
    private Long ttft;
    private long timer;
    private long read;
    private byte last;
    private boolean whole;
    private boolean over;

    Asking(Provider provider, Assignment assignment, UniEmitter<? super ProbeResult> emitter) {
      this.provider = provider;
      this.assignment = assignment;
      this.emitter = emitter;
      this.kept = assignment.test() == null ? KEPT_BYTES : KEPT_OF_TESTS;
    }

    void begin() {
      timer = vertx.setTimer(assignment.patience().toMillis(), id -> end(new Answer.Timeout()));
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
              .setAbsoluteURI(provider.endpoint(assignment.operation().path()).toString())
              .setFollowRedirects(false);
      HEAD.to(provider).forEach(request::putHeader);
      return request;
    }

    private void send(HttpClientRequest connected) {
      call = connected;
      if (over) {
        call.reset();
        return;
      }
      sent = System.nanoTime();
      call.send(Buffer.buffer(assignment.body(provider.dialect())))
          .onFailure(cause -> end(new Answer.Unreachable(cause)))
          .onSuccess(this::answered);
    }

    private void answered(HttpClientResponse answer) {
      response = answer;
      answer.exceptionHandler(cause -> end(new Answer.CutShort()));
      decoder = new ContentDecoder(answer.getHeader("content-encoding"));
      answer.handler(this::arrived);
      answer.endHandler(
          ignored -> {
            whole = true;
            if (decoder.complete()) {
              read();
            } else {
              end(new Answer.CutShort());
            }
          });
    }

    private void arrived(Buffer bytes) {
      if (over) {
        return;
      }
      try {
        decoder.add(bytes.getBytes(), this::decoded);
      } catch (DataFormatException e) {
        end(new Answer.CutShort());
      }
    }

    /** False where it is enough: of a few bytes that come, as many can be made as one likes. */
    private boolean decoded(byte[] piece) {
      int room = Math.min(piece.length, kept - body.length());
      body.appendBytes(piece, 0, room);
      read += piece.length;
      last = lastSaid(piece);
      stream.add(piece);
      if (ttft == null && stream.spoke()) {
        ttft = passed();
      }
      if (stream.over() || read >= ENOUGH_BYTES) {
        read();
      }
      return !over;
    }

    private byte lastSaid(byte[] piece) {
      for (int i = piece.length - 1; i >= 0; i--) {
        if (!Character.isWhitespace(piece[i])) {
          return piece[i];
        }
      }
      return last;
    }

    private long passed() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
    }

    private void read() {
      Answer.Http plain =
          new Answer.Http(response.statusCode(), response::getHeader, body.getBytes());
      if (response.statusCode() >= 300 || read >= ENOUGH_BYTES) {
        end(plain);
      } else if (stream.begun()) {
        end(stream.ended(plain));
      } else {
        // Of what is too long to be kept the end shows whether it came.
        boolean cut = read > kept && last != '}' && last != ']';
        end(cut ? new Answer.CutShort() : plain);
      }
    }

    private void end(Answer answer) {
      if (!close()) {
        return;
      }
      Evidence evidence = classifier.classify(provider.dialect().errors(), answer);
      Long first = ttft == null ? (response == null ? null : Long.valueOf(passed())) : ttft;
      emitter.complete(
          new ProbeResult(
              evidence,
              evidence.finding() == Finding.ANSWERED ? first : null,
              response == null
                  ? Optional.empty()
                  : LimitHeaders.rest(response::getHeader, clock.instant()),
              stream.begun() ? stream.usage(QuestionCost.PROMPT_TOKENS) : Usage.in(body.getBytes()),
              shown(evidence)));
    }

    private Shown shown(Evidence evidence) {
      return assignment.test() == null
          ? Shown.NOTHING
          : CapabilityAnswer.read(
              assignment.test(), evidence, stream.begun() ? stream.whole() : body.getBytes());
    }

    private boolean close() {
      if (over) {
        return false;
      }
      over = true;
      vertx.cancelTimer(timer);
      if (decoder != null) {
        decoder.close();
      }
      if (call != null && !whole) {
        call.reset();
      }
      return true;
    }
  }
}
