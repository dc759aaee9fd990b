package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.stream.Ending;
import ai.gatewayz.gateway.telemetry.GenAi;
import ai.gatewayz.gateway.tracing.RequestTrace;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.gateway.usage.UsageBook;
import ai.gatewayz.gateway.usage.UsageRecord;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One admitted request; ends exactly once, whichever way, and is accounted for there. */
final class Work {

  private final Operation operation;
  private final RoutingContext context;
  private final long began;
  private final RequestMetrics metrics;
  private final UsageBook usage;
  private final Runnable leave;
  private RequestBody body;
  private boolean ended;

  Work(
      Operation operation,
      RoutingContext context,
      long began,
      RequestMetrics metrics,
      UsageBook usage,
      Runnable leave) {
    this.operation = operation;
    this.context = context;
    this.began = began;
    this.metrics = metrics;
    this.usage = usage;
    this.leave = leave;
  }

  /** It has been read; let go at the end at the latest. */
  void holds(RequestBody read) {
    body = read;
  }

  /** No attempt follows, though an answer is still to be made. */
  void letBodyGo() {
    body.close();
  }

  Operation operation() {
    return operation;
  }

  RoutingContext context() {
    return context;
  }

  /** {@link System#nanoTime} of its arrival. */
  long began() {
    return began;
  }

  /** Without an attempt, or by a fault of our own. */
  void fail(Failure failure) {
    fail(failure, List.of(), false);
  }

  /**
   * @param promised whether an offer that could be expected to answer stood for the request
   */
  void fail(Failure failure, List<Tried> tried, boolean promised) {
    if (end()) {
      try {
        Duration took = took();
        metrics.failed(operation, failure, promised, took);
        metrics.failedOver(asked(tried, GenAi.NO_PROVIDER));
        Candidate last = tried.isEmpty() ? null : tried.getLast().candidate();
        String code = failure.error().code();
        enter(last, Result.FAILED, code, tried.size(), tried, Tokens.NONE, 0, took);
      } finally {
        // Whatever goes wrong in the accounts, the caller is told.
        Failures.send(context, failure);
      }
    }
  }

  /**
   * @param promptTokens an estimate, for where the provider tells none
   * @param pictures how many the request holds
   */
  void answered(Finished.Answered answered, long promptTokens, int pictures) {
    if (end()) {
      Duration took = took();
      Result result = result(answered.delivery());
      String provider = answered.candidate().provider().id();
      metrics.answered(operation, provider, result, took);
      metrics.failedOver(asked(answered.failed(), provider));
      enter(
          answered.candidate(),
          result,
          null,
          answered.attempts(),
          answered.failed(),
          Tokens.of(answered.usage(), promptTokens, answered.written()),
          pictures,
          took);
    }
  }

  private static List<String> asked(List<Tried> failed, String last) {
    return failed.isEmpty()
        ? List.of()
        : Stream.concat(
                failed.stream().map(one -> one.candidate().provider().id()), Stream.of(last))
            .toList();
  }

  private void enter(
      Candidate candidate,
      Result result,
      String code,
      int attempts,
      List<Tried> failed,
      Tokens tokens,
      int pictures,
      Duration took) {
    UsageRecord record =
        new UsageRecord(
            RequestId.of(context),
            KeyFilter.holder(context),
            operation,
            candidate,
            result,
            code,
            attempts,
            Tried.words(failed),
            tokens,
            pictures,
            took);
    RequestTrace.of(context).ended(record);
    usage.enter(record);
  }

  private static Result result(Ending.Delivery delivery) {
    return switch (delivery) {
      case DELIVERED -> Result.DELIVERED;
      case PARTIAL -> Result.PARTIAL;
      case ABANDONED -> Result.ABANDONED;
    };
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    leave.run();
    if (body != null) {
      body.close();
    }
    return true;
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
