package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.telemetry.GenAi;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.providers.dialect.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests as callers see them: how many, how long, how they ended. */
@Singleton
class RequestMetrics {

  private final MeterRegistry registry;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param result how the answer ended, or the code of the error
   */
  private record Ended(Operation operation, String provider, String result) {}

  void answered(Operation operation, String provider, Result result, Duration took) {
    timer(new Ended(operation, provider, result.label())).record(took);
  }

  void failed(Operation operation, Failure failure, Duration took) {
    timer(new Ended(operation, GenAi.NO_PROVIDER, failure.error().code())).record(took);
  }

  /** Not even taken on. */
  void refused(Operation operation, Failure failure) {
    Counter.builder("gatewayz.requests.shed")
        .description("Requests refused because too many requests or body bytes were in flight")
        .tag("gen_ai_operation_name", operation.metricName())
        .tag("result", failure.error().code())
        .register(registry)
        .increment();
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
