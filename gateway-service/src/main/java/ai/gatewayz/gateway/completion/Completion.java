package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.outcome.AttemptOutcome;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.Ending;
import ai.gatewayz.gateway.tracing.RequestTrace;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request with somewhere to go: its attempts, one after the other, and its answer. Lives on one
 * event loop.
 */
final class Completion {

  private final Dataplane dataplane;
  private final RoutingContext context;
  private final CompletionRequest request;
  private final Route.Candidates route;
  private final long began;
  private final Promise<Finished> finished = Promise.promise();
  private final Course course;
  private final RequestTrace trace;
  private final Reply reply;

  private long waited;
  private long sent;
  private Attempts.Running running;
  private String seated;
  private long timer = -1;
  private long keepAlive = -1;
  private boolean gone;
  private boolean answered;

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
    this.reply = new Reply(dataplane, context);
  }

  /** How it went: an ending that the caller has, or the attempts after which there is none. */
  sealed interface Finished {
    /**
     * @param usage null where the provider told none
     * @param written an estimate of the tokens that arrived
     */
    record Answered(
        Candidate candidate, Ending.Delivery delivery, int attempts, Usage usage, long written)
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
          dataplane
              .vertx()
              .setPeriodic(dataplane.limits().keepAlive().toMillis(), id -> reply.comment());
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
    reply.attempts(course.made());
    finished.tryComplete(new Finished.Exhausted(course.tried()));
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
      case Opening.Whole whole -> whole(candidate, whole);
      case Opening.Streaming streaming -> stream(candidate, streaming);
    }
  }

  private void whole(Candidate candidate, Opening.Whole whole) {
    // The provider is done, however slowly the caller reads.
    leaveSeat();
    note(candidate, Evidence.of(Finding.ANSWERED), whole.took(), whole.usage(), whole.written());
    head(candidate);
    answered = true;
    reply
        .whole(whole.body())
        .onSuccess(
            delivery ->
                finished.complete(
                    new Finished.Answered(
                        candidate, delivery, course.made(), whole.usage(), whole.written())));
  }

  private void head(Candidate candidate) {
    long overhead = System.nanoTime() - began - waited;
    reply.head(candidate, course.made(), overhead, route.lastResort());
  }

  private void stream(Candidate candidate, Opening.Streaming streaming) {
    dataplane.vertx().cancelTimer(keepAlive);
    dataplane.standings().measured(candidate.offer().key(), streaming.ttft());
    if (!reply.begun()) {
      head(candidate);
      reply.eventStream();
    }
    timer =
        dataplane
            .vertx()
            .setTimer(Math.max(1, timeLeft().toMillis()), id -> streaming.stream().stop());
    streaming.stream()
        .pipeTo(context.request(), context.response(), RequestId.of(context))
        .onSuccess(
            ending -> {
              dataplane.vertx().cancelTimer(timer);
              // Whoever leaves early has still been answered up to there.
              note(
                  candidate,
                  ending.evidence().orElse(Evidence.of(Finding.ANSWERED)),
                  streaming.ttft(),
                  ending.usage(),
                  ending.written());
              finished.complete(
                  new Finished.Answered(
                      candidate,
                      ending.delivery(),
                      course.made(),
                      ending.usage(),
                      ending.written()));
            });
  }

  private void failed(Candidate candidate, Evidence evidence) {
    leaveSeat();
    note(candidate, evidence, null, null, 0);
    switch (course.failed(evidence, timeLeft())) {
      case Failover.Next.Move ignored -> attempt();
      case Failover.Next.Again again ->
          timer =
              dataplane.vertx().setTimer(Math.max(1, again.after().toMillis()), id -> attempt());
      case Failover.Next.GiveUp ignored -> exhausted();
    }
  }

  /**
   * @param written an estimate of the tokens that arrived
   */
  private void note(
      Candidate candidate, Evidence evidence, Duration ttft, Usage usage, long written) {
    boolean untold = ttft != null && usage == null;
    AttemptOutcome outcome =
        new AttemptOutcome(
            candidate.offer(),
            request.operation(),
            request.stream(),
            evidence,
            ttft,
            Duration.ofNanos(System.nanoTime() - sent),
            usage,
            untold ? Tokens.of(null, request.promptTokens(), written) : Tokens.NONE);
    trace.attempted(outcome);
    dataplane.outcomes().record(outcome);
  }

  /** A connection may close with its answer: then it is the answer's end that tells. */
  private void left() {
    if (!answered && !finished.future().isComplete()) {
      gone = true;
      dataplane.vertx().cancelTimer(timer);
      running.cancel().run();
      finished.tryComplete(
          new Finished.Answered(
              course.current(), Ending.Delivery.ABANDONED, course.made(), null, 0));
    }
  }
}
