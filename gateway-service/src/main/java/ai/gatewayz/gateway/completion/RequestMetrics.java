package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.telemetry.GenAi;
import ai.gatewayz.gateway.usage.Objective;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.providers.dialect.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests as callers see them: how many, how long, how they ended. */
@Singleton
class RequestMetrics {

  private final MeterRegistry registry;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();

  private final Map<Counted, Counter> objectives = new HashMap<>();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    // There from the start: an increase from nothing is none to Prometheus.
    for (Operation operation : Operation.values()) {
      for (Objective objective : Objective.values()) {
        objectives.put(new Counted(operation, objective), objective(operation, objective));
      }
      shed(operation, GatewayError.OVERLOADED);
      shed(operation, GatewayError.RATE_LIMITED);
    }
  }

  private record Counted(Operation operation, Objective objective) {}

  private Counter objective(Operation operation, Objective objective) {
    return Counter.builder("gatewayz.requests.objective")
        .description("Requests by whether they met the promise to callers, or are outside of it")
        .tag("gen_ai_operation_name", operation.metricName())
        .tag("objective", objective.label())
        .register(registry);
  }

  private void count(Operation operation, Objective objective) {
    objectives.get(new Counted(operation, objective)).increment();
  }

  /**
   * @param result how the answer ended, or the code of the error
   */
  private record Ended(Operation operation, String provider, String result) {}

  void answered(Operation operation, String provider, Result result, Duration took) {
    timer(new Ended(operation, provider, result.label())).record(took);
    count(operation, Objective.of(result));
  }

  /**
   * @param promised whether an offer that could be expected to answer stood for the request
   */
  void failed(Operation operation, Failure failure, boolean promised, Duration took) {
    count(operation, Objective.of(failure.error(), promised));
    timer(new Ended(operation, GenAi.NO_PROVIDER, failure.error().code())).record(took);
  }

  /** Not even taken on. */
  void refused(Operation operation, Failure failure) {
    count(operation, Objective.of(failure.error(), false));
    outOfRoom(operation, failure);
  }

  /** Taken on, and given up for lack of room. */
  void outOfRoom(Operation operation, Failure failure) {
    shed(operation, failure.error()).increment();
  }

  private Counter shed(Operation operation, GatewayError error) {
    return Counter.builder("gatewayz.requests.shed")
        .description("Requests refused because too many requests or body bytes were in flight")
        .tag("gen_ai_operation_name", operation.metricName())
        .tag("result", error.code())
        .register(registry);
  }

  private Timer timer(Ended ended) {
    return timers.computeIfAbsent(
        ended,
        key ->
            GenAi.requestDuration()
                .tags(GenAi.tags(key.provider, key.operation.metricName()))
                .tag("result", key.result)
                .register(registry));
  }
}
