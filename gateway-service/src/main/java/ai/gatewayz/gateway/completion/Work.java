package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.request.Operation;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** One admitted request; ends exactly once, whichever way. */
final class Work {

  private final Operation operation;
  private final RoutingContext context;
  private final long began;
  private final RequestMetrics metrics;
  private final Runnable leave;
  private boolean ended;

  Work(
      Operation operation,
      RoutingContext context,
      long began,
      RequestMetrics metrics,
      Runnable leave) {
    this.operation = operation;
    this.context = context;
    this.began = began;
    this.metrics = metrics;
    this.leave = leave;
  }

  RoutingContext context() {
    return context;
  }

  /** {@link System#nanoTime} of its arrival. */
  long began() {
    return began;
  }

  void fail(Failure failure) {
    if (end()) {
      metrics.failed(operation, failure, took());
      Failures.send(context, failure);
    }
  }

  void answered(Completion.Finished.Answered answered) {
    if (end()) {
      metrics.answered(operation, answered, took());
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    leave.run();
    return true;
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
