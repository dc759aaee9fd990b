package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.attempt.Others;
import ai.gatewayz.gateway.attempt.Waits;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.stream.Ending;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
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
  private final Filing filing;
  private final KeepAlive keepAlive;
  private final Reply reply;

  private long waited;
  private long sent;
  private Attempts.Running running;
  private String seated;
  private long timer = -1;
  private boolean gone;

  /** The request is being translated: until that is done its memory is in use. */
  private boolean preparing;

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
    this.filing = new Filing(dataplane, context, request);
    this.keepAlive = new KeepAlive(dataplane.vertx());
    this.course = new Course(dataplane, request, route.order());
    this.reply = new Reply(dataplane, context, request.spoken());
  }

  Future<Finished> run() {
    context.response().closeHandler(ignored -> guarded(this::left));
    finished
        .future()
        .onComplete(
            ignored -> {
              keepAlive.end();
              dataplane.vertx().cancelTimer(timer);
              leaveSeat();
            });
    filing.wanted(route);
    guarded(this::attempt);
    return finished.future();
  }

  /** Whatever goes wrong in a step, the request ends. */
  private void guarded(Runnable step) {
    guarded(step, () -> {});
  }

  /**
   * @param letGo of what the step was to hand on
   */
  private void guarded(Runnable step, Runnable letGo) {
    try {
      step.run();
    } catch (RuntimeException e) {
      letGo.run();
      if (running != null) {
        running.cancel().run();
      }
      finished.tryFail(e);
    }
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
    preparing = true;
    dataplane
        .attempts()
        .prepare(candidate, request)
        .onComplete(
            prepared -> {
              preparing = false;
              guarded(() -> prepared(candidate, prepared.cause()));
            });
  }

  /**
   * @param failure why the candidate cannot be asked; null where it can
   */
  private void prepared(Candidate candidate, Throwable failure) {
    if (gone) {
      abandoned();
    } else if (failure != null) {
      finished.tryFail(failure);
    } else {
      begin(candidate);
    }
  }

  private void begin(Candidate candidate) {
    sent = System.nanoTime();
    Others others = course.others();
    Waits waits =
        dataplane
            .attempts()
            .waits(candidate, request, course.usualMillis(candidate), others, timeLeft());
    if (request.stream() && course.made() == 1) {
      keepAlive.begin(
          KeepAlive.first(dataplane.limits(), waits.begin(), others == Others.NONE),
          dataplane.limits().keepAlive(),
          () -> guarded(reply::comment));
    }
    running = dataplane.attempts().begin(candidate, request, waits, filing.begins(candidate));
    running
        .opening()
        .onSuccess(opening -> guarded(() -> opened(candidate, opening), opening::drop));
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

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - sent);
  }

  private void opened(Candidate candidate, Opening opening) {
    waited += System.nanoTime() - sent;
    switch (opening) {
      case Opening.Failed failed -> failed(candidate, failed);
      case Opening.Whole whole -> whole(candidate, whole);
      case Opening.Streaming streaming -> stream(candidate, streaming);
      case Opening.NoRoom ignored -> finished.tryComplete(new Finished.NoRoom());
    }
  }

  private void whole(Candidate candidate, Opening.Whole whole) {
    // The provider is done, however slowly the caller reads.
    leaveSeat();
    request.body().letGo();
    filing.answered(
        candidate,
        Evidence.of(Finding.ANSWERED),
        whole.took(),
        took(),
        whole.usage(),
        whole.written());
    head(candidate, whole.dropped());
    answered = true;
    reply
        .whole(whole.contentType(), whole.body(), timeLeft())
        .onComplete(ignored -> whole.room().leave())
        .onSuccess(
            delivery ->
                finished.tryComplete(
                    new Finished.Answered(
                        candidate,
                        delivery,
                        course.made(),
                        course.tried(),
                        whole.usage(),
                        whole.written())));
  }

  private void head(Candidate candidate, List<String> dropped) {
    long overhead = System.nanoTime() - began - waited;
    reply.head(candidate, course.made(), course.tried(), overhead, route.lastResort());
    reply.dropped(dropped);
  }

  private void stream(Candidate candidate, Opening.Streaming streaming) {
    keepAlive.end();
    request.body().letGo();
    filing.began(candidate, streaming.ttft());
    Duration waitedFor = Duration.ofNanos(System.nanoTime() - began);
    dataplane.metrics().streams(request.operation(), candidate.provider().id(), waitedFor);
    if (!reply.begun()) {
      head(candidate, streaming.dropped());
      reply.stream(streaming.stream().contentType());
    }
    timer =
        dataplane
            .vertx()
            .setTimer(Math.max(1, timeLeft().toMillis()), id -> streaming.stream().stop());
    streaming.stream()
        .pipeTo(context.request(), context.response(), RequestId.of(context))
        .onSuccess(ending -> guarded(() -> ended(candidate, streaming, ending)));
  }

  private void ended(Candidate candidate, Opening.Streaming streaming, Ending ending) {
    // Whoever leaves early has still been answered up to there.
    filing.answered(
        candidate,
        ending.evidence().orElse(Evidence.of(Finding.ANSWERED)),
        streaming.ttft(),
        took(),
        ending.usage(),
        ending.written());
    finished.tryComplete(
        new Finished.Answered(
            candidate,
            ending.delivery(),
            course.made(),
            course.tried(),
            ending.usage(),
            ending.written()));
  }

  private void failed(Candidate candidate, Opening.Failed failed) {
    leaveSeat();
    filing.failed(candidate, failed, took());
    Failover.Next next = course.failed(failed.evidence(), took(), timeLeft());
    if (!(next instanceof Failover.Next.Again)) {
      filing.leaves(candidate, failed.evidence().finding());
    }
    switch (next) {
      case Failover.Next.Move ignored -> attempt();
      case Failover.Next.Again again ->
          timer =
              dataplane
                  .vertx()
                  .setTimer(Math.max(1, again.after().toMillis()), id -> guarded(this::attempt));
      case Failover.Next.GiveUp ignored -> exhausted();
    }
  }

  /** A connection may close with its answer: then it is the answer's end that tells. */
  private void left() {
    if (!answered && !finished.future().isComplete()) {
      gone = true;
      dataplane.vertx().cancelTimer(timer);
      if (!preparing) {
        running.cancel().run();
        abandoned();
      }
    }
  }

  private void abandoned() {
    finished.tryComplete(
        new Finished.Answered(
            course.current(), Ending.Delivery.ABANDONED, course.made(), course.tried(), null, 0));
  }
}
