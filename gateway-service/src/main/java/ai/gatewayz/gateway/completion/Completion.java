package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Cut;
import ai.gatewayz.gateway.attempt.Ending;
import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.tracing.RequestTrace;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request with somewhere to go: its attempts, one after the other, and its answer. Lives on one
 * event loop.
 */
final class Completion {

  private static final String COMMENT = ": waiting for the first token\n\n";

  /** No more than a socket takes at once. */
  private static final int SMALL_BODY = 64 * 1024;

  private final Dataplane dataplane;
  private final RoutingContext context;
  private final CompletionRequest request;
  private final Route.Candidates route;
  private final long began;
  private final Promise<Finished> finished = Promise.promise();
  private final Course course;
  private final RequestTrace trace;

  private long waited;
  private long sent;
  private Attempts.Running running;
  private String seated;
  private long timer = -1;
  private long keepAlive = -1;
  private boolean gone;

  Completion(
      Dataplane dataplane,
      RoutingContext context,
      CompletionRequest request,
      Route.Candidates route,
      long began) {
    this.dataplane = dataplane;
    this.context = context;
    this.request = request;
    this.route = route;
    this.began = began;
    this.trace = RequestTrace.of(context);
    this.course = new Course(dataplane, request, route.order());
  }

  /** How it went: an ending that the caller has, or the attempts after which there is none. */
  sealed interface Finished {
    /**
     * @param usage null where the provider told none
     * @param pieces how many pieces of the answer arrived
     */
    record Answered(
        Candidate candidate, Ending.Delivery delivery, int attempts, Usage usage, long pieces)
        implements Finished {}

    /**
     * @param tried none where no provider had room for one more call
     */
    record Exhausted(List<Tried> tried) implements Finished {}
  }

  Future<Finished> run() {
    context.response().closeHandler(ignored -> left());
    if (request.stream()) {
      keepAlive =
          dataplane.vertx().setPeriodic(dataplane.limits().keepAlive().toMillis(), id -> comment());
    }
    finished
        .future()
        .onComplete(
            ignored -> {
              dataplane.vertx().cancelTimer(keepAlive);
              leaveSeat();
            });
    attempt();
    return finished.future();
  }

  private void attempt() {
    if (gone) {
      return;
    }
    Optional<Candidate> next = course.next();
    if (next.isEmpty()) {
      exhausted();
      return;
    }
    Candidate candidate = next.get();
    seated = candidate.provider().id();
    sent = System.nanoTime();
    running =
        dataplane
            .attempts()
            .begin(
                candidate,
                request,
                course.usualMillis(candidate),
                course.last(),
                timeLeft(),
                trace.attempting(candidate, request.operation()));
    running.opening().onSuccess(opening -> guarded(candidate, opening));
  }

  /** Whatever goes wrong here, the request ends. */
  private void guarded(Candidate candidate, Opening opening) {
    try {
      opened(candidate, opening);
    } catch (RuntimeException e) {
      finished.tryFail(e);
    }
  }

  private void leaveSeat() {
    if (seated != null) {
      dataplane.seats().give(seated);
      seated = null;
    }
  }

  private void exhausted() {
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      response.putHeader("x-gatewayz-attempts", Integer.toString(course.made()));
    }
    finished.tryComplete(new Finished.Exhausted(course.tried()));
  }

  /** A model that thinks for long is no reason for a proxy or a client in between to give up. */
  private void comment() {
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      eventStream(response);
    }
    response.write(COMMENT);
  }

  private static void eventStream(HttpServerResponse response) {
    response.setStatusCode(200);
    response.setChunked(true);
    response.putHeader("content-type", "text/event-stream");
    response.putHeader("cache-control", "no-cache");
    // Proxies in between must not gather the stream up.
    response.putHeader("x-accel-buffering", "no");
  }

  private Duration timeLeft() {
    Duration left =
        dataplane.limits().totalTimeout().minus(Duration.ofNanos(System.nanoTime() - began));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void opened(Candidate candidate, Opening opening) {
    waited += System.nanoTime() - sent;
    switch (opening) {
      case Opening.Failed failed -> failed(candidate, failed.evidence());
      case Opening.Whole whole -> {
        note(candidate, Evidence.of(Finding.ANSWERED), whole.took(), whole.usage());
        HttpServerResponse response = head(candidate);
        response.putHeader("content-type", "application/json");
        // First, so that a connection which closes with its answer is not taken for a caller who
        // left.
        finished.complete(
            new Finished.Answered(
                candidate, Ending.Delivery.DELIVERED, course.made(), whole.usage(), 0));
        send(response, whole.body());
      }
      case Opening.Streaming streaming -> stream(candidate, streaming);
    }
  }

  /** What the sockets do not take at once is held here, and not for ever. */
  private void send(HttpServerResponse response, Buffer body) {
    if (body.length() <= SMALL_BODY) {
      response.end(body);
      return;
    }
    long seconds = body.length() / dataplane.limits().slowestReader().asLongValue();
    long patience = dataplane.limits().slowReaderTimeout().plusSeconds(seconds).toMillis();
    long slow = dataplane.vertx().setTimer(patience, id -> Cut.off(context.request()));
    response.end(body).onComplete(ignored -> dataplane.vertx().cancelTimer(slow));
  }

  private void stream(Candidate candidate, Opening.Streaming streaming) {
    dataplane.vertx().cancelTimer(keepAlive);
    dataplane.standings().measured(candidate.offer().key(), streaming.ttft());
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      eventStream(head(candidate));
    }
    timer =
        dataplane
            .vertx()
            .setTimer(Math.max(1, timeLeft().toMillis()), id -> streaming.stream().stop());
    streaming.stream()
        .pipeTo(context.request(), response, RequestId.of(context))
        .onSuccess(
            ending -> {
              dataplane.vertx().cancelTimer(timer);
              // Whoever leaves early has still been answered up to there.
              note(
                  candidate,
                  ending.evidence().orElse(Evidence.of(Finding.ANSWERED)),
                  streaming.ttft(),
                  ending.usage());
              finished.complete(
                  new Finished.Answered(
                      candidate,
                      ending.delivery(),
                      course.made(),
                      ending.usage(),
                      ending.pieces()));
            });
  }

  private void failed(Candidate candidate, Evidence evidence) {
    leaveSeat();
    note(candidate, evidence, null, null);
    switch (course.failed(evidence, timeLeft())) {
      case Failover.Next.Move ignored -> attempt();
      case Failover.Next.Again again ->
          timer =
              dataplane.vertx().setTimer(Math.max(1, again.after().toMillis()), id -> attempt());
      case Failover.Next.GiveUp ignored -> exhausted();
    }
  }

  private void note(Candidate candidate, Evidence evidence, Duration ttft, Usage usage) {
    AttemptOutcome outcome =
        new AttemptOutcome(
            candidate.offer(),
            request.operation(),
            request.stream(),
            evidence,
            ttft,
            Duration.ofNanos(System.nanoTime() - sent),
            usage);
    trace.attempted(outcome);
    dataplane.outcomes().record(outcome);
  }

  private HttpServerResponse head(Candidate candidate) {
    long overhead = System.nanoTime() - began - waited;
    HttpServerResponse response = context.response();
    response.setStatusCode(200);
    response.putHeader("x-gatewayz-provider", candidate.provider().id());
    response.putHeader("x-gatewayz-model", header(candidate.model()));
    response.putHeader("x-gatewayz-attempts", Integer.toString(course.made()));
    response.putHeader("x-gatewayz-overhead-ms", millis(overhead));
    if (route.lastResort()) {
      response.putHeader("x-gatewayz-last-resort", "true");
    }
    return response;
  }

  /** A header holds ASCII; a model's name may hold anything. */
  private static String header(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 127)
        ? text
        : java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String millis(long nanos) {
    long micros = nanos / 1_000;
    return micros / 1_000 + "." + Long.toString(1_000 + micros % 1_000).substring(1);
  }

  private void left() {
    if (!finished.future().isComplete()) {
      gone = true;
      dataplane.vertx().cancelTimer(timer);
      running.cancel().run();
      finished.tryComplete(
          new Finished.Answered(
              course.current(), Ending.Delivery.ABANDONED, course.made(), null, 0));
    }
  }
}
