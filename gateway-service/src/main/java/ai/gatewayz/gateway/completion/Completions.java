package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.body.NoRoom;
import ai.gatewayz.gateway.body.RequestReader;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.explain.NameSearch;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.limit.Concurrency;
import ai.gatewayz.gateway.limit.Entry;
import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionConfig;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.routing.RoutingService;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.tracing.Tracing;
import ai.gatewayz.gateway.usage.UsageBook;
import ai.gatewayz.gateway.usage.UsageRecord;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Requests from their admission to their end, whatever their protocol. A body is read, looked at
 * and sent on as bytes, and an answer comes back as bytes, on one event loop.
 */
@Singleton
public class Completions {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final Dataplane dataplane;
  private final CompletionConfig config;
  private final Concurrency concurrency;
  private final RequestReader requests;
  private final NameSearch names;
  private final RoutingService routing;
  private final Snapshots snapshots;
  private final RequestMetrics metrics;
  private final Tracing tracing;
  private final UsageBook usage;
  private final InstantSource clock;

  Completions(
      Dataplane dataplane,
      CompletionConfig config,
      Concurrency concurrency,
      RequestReader requests,
      NameSearch names,
      RoutingService routing,
      Snapshots snapshots,
      RequestMetrics metrics,
      Tracing tracing,
      UsageBook usage,
      InstantSource clock) {
    this.dataplane = dataplane;
    this.config = config;
    this.concurrency = concurrency;
    this.requests = requests;
    this.names = names;
    this.routing = routing;
    this.snapshots = snapshots;
    this.metrics = metrics;
    this.tracing = tracing;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * Takes a request on, or refuses it; it is answered either way.
   *
   * @param scanner reads it
   */
  public void handle(Operation operation, BodyScanner scanner, RoutingContext context) {
    long began = System.nanoTime();
    String holder = KeyFilter.holder(context);
    switch (concurrency.enter(KeyFilter.caller(context))) {
      case Entry.Admitted admitted ->
          begin(operation, scanner, context, began, holder, admitted.leave());
      case Entry.Refused refused -> {
        metrics.refused(operation, refused.failure());
        usage.enter(
            UsageRecord.refused(
                RequestId.of(context), holder, operation, refused.failure().error().code()));
        Failures.send(context, refused.failure());
      }
    }
  }

  private void begin(
      Operation operation,
      BodyScanner scanner,
      RoutingContext context,
      long began,
      String holder,
      Runnable leave) {
    Work work = new Work(operation, context, began, metrics, usage, leave);
    guarded(
        work,
        () -> {
          Duration age = snapshots.age();
          if (stale(age)) {
            context.response().putHeader("x-gatewayz-snapshot-age", Long.toString(age.toSeconds()));
          }
          tracing.begin(context, operation);
          read(work, scanner, holder);
        });
  }

  private void read(Work work, BodyScanner scanner, String holder) {
    requests
        .read(scanner, work.context().request(), holder)
        .onFailure(cause -> unread(work, cause))
        .onSuccess(
            request -> {
              work.holds(request.body());
              guarded(work, () -> route(work, request));
            });
  }

  private void unread(Work work, Throwable cause) {
    Failure failure = Failures.from(cause, RequestId.of(work.context()));
    if (NoRoom.is(cause)) {
      metrics.outOfRoom(work.operation(), failure);
    }
    work.fail(failure);
  }

  private boolean stale(Duration age) {
    return age.compareTo(config.staleAfter()) > 0;
  }

  private static void guarded(Work work, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      work.fail(Failures.from(e, RequestId.of(work.context())));
    }
  }

  private void route(Work work, CompletionRequest request) {
    if (!snapshots.loaded()) {
      work.fail(
          Failure.of(
                  GatewayError.OVERLOADED,
                  "This gateway is still loading its model list. Retry after 1 s.")
              .withRetryAfter(COME_BACK));
      return;
    }
    switch (routing.route(request, stale(snapshots.age()), permit(work))) {
      case Route.Candidates candidates -> complete(work, request, candidates);
      case Route.UnknownModel unknown ->
          suggest(
              work,
              names.nearest(snapshots.current(), unknown.asked(), permit(work)),
              nearest -> FailedAnswer.unknown(unknown, nearest),
              List.of(),
              false);
      case Route.NothingUsable nothing ->
          suggest(
              work,
              alternatives(work, request, nothing.leftOut().getFirst().offer().offer().model()),
              others -> FailedAnswer.unusable(nothing, others, clock.instant()),
              List.of(),
              promised(nothing.leftOut()));
    }
  }

  private void complete(Work work, CompletionRequest request, Route.Candidates candidates) {
    new Completion(dataplane, work.context(), request, candidates, work.began())
        .run()
        .onSuccess(
            finished ->
                guarded(
                    work,
                    () -> {
                      switch (finished) {
                        case Finished.Answered answered ->
                            work.answered(answered, request.promptTokens(), request.pictures());
                        case Finished.NoRoom ignored ->
                            work.fail(
                                Failure.of(
                                        GatewayError.OVERLOADED,
                                        "The answer is larger than the memory that this gateway has free for answers. Retry after 1 s, or request a stream.")
                                    .withRetryAfter(COME_BACK));
                        case Finished.Exhausted exhausted when exhausted.tried().isEmpty() ->
                            work.fail(
                                Failure.of(
                                        GatewayError.OVERLOADED,
                                        "Every provider of this model has as many calls in flight as this gateway allows. Retry after 1 s.")
                                    .withRetryAfter(COME_BACK));
                        case Finished.Exhausted exhausted ->
                            suggest(
                                work,
                                alternatives(
                                    work,
                                    request,
                                    exhausted.tried().getFirst().candidate().model()),
                                others ->
                                    FailedAnswer.exhausted(request, exhausted.tried(), others),
                                exhausted.tried(),
                                wasPromised(exhausted.tried()));
                      }
                    }))
        .onFailure(cause -> work.fail(Failures.from(cause, RequestId.of(work.context()))));
  }

  private boolean promised(List<LeftOut> leftOut) {
    Instant now = clock.instant();
    return leftOut.stream().anyMatch(out -> out.promised(now));
  }

  private boolean wasPromised(List<Tried> tried) {
    Instant now = clock.instant();
    return tried.stream().anyMatch(one -> one.promised(now));
  }

  private Future<List<String>> alternatives(Work work, CompletionRequest request, String model) {
    Permit permit = permit(work);
    Snapshot snapshot = snapshots.current();
    return names.search(() -> routing.alternatives(snapshot, request, model, permit));
  }

  private static Permit permit(Work work) {
    return KeyFilter.caller(work.context()).permit();
  }

  /**
   * Tells of a failure with names of other models.
   *
   * @param promised whether an offer that could be expected to answer stood for the request
   */
  private void suggest(
      Work work,
      Future<List<String>> search,
      Function<List<String>, Failure> tell,
      List<Tried> tried,
      boolean promised) {
    work.letBodyGo();
    search.onSuccess(found -> guarded(work, () -> work.fail(tell.apply(found), tried, promised)));
  }
}
