package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.request.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests as callers see them: how many, how long, how they ended. */
@Singleton
class RequestMetrics {

  private static final String DURATION = "gen_ai.server.request.duration";
  private static final String NO_PROVIDER = "none";

  private static final Duration[] SECONDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(40),
    Duration.ofMillis(80),
    Duration.ofMillis(160),
    Duration.ofMillis(320),
    Duration.ofMillis(640),
    Duration.ofMillis(1_280),
    Duration.ofMillis(2_560),
    Duration.ofMillis(5_120),
    Duration.ofMillis(10_240),
    Duration.ofMillis(20_480),
    Duration.ofMillis(40_960),
    Duration.ofMillis(81_920)
  };

  private final MeterRegistry registry;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** {@code result}: delivered, partial, abandoned, or the code of the error. */
  private record Ended(Operation operation, String provider, String result) {}

  void inFlight(AtomicInteger atWork) {
    Gauge.builder("gatewayz.requests.active", atWork, AtomicInteger::get)
        .description("Requests at work")
        .register(registry);
  }

  void answered(Operation operation, Completion.Finished.Answered answered, Duration took) {
    String result = answered.delivery().name().toLowerCase(Locale.ROOT);
    timer(new Ended(operation, answered.candidate().provider().id(), result)).record(took);
  }

  void failed(Operation operation, Failure failure, Duration took) {
    timer(new Ended(operation, NO_PROVIDER, failure.error().code())).record(took);
  }

  /** Not even taken on. */
  void refused(Operation operation, Failure failure) {
    Counter.builder("gatewayz.requests.shed")
        .description("Requests that were refused because there were too many")
        .tag("gen_ai_operation_name", operation.metricName())
        .tag("result", failure.error().code())
        .register(registry)
        .increment();
  }

  private Timer timer(Ended ended) {
    return timers.computeIfAbsent(
        ended,
        key ->
            Timer.builder(DURATION)
                .description("From the arrival of a request to the end of its answer")
                .tag("gen_ai_operation_name", key.operation.metricName())
                .tag("gen_ai_provider_name", key.provider)
                .tag("result", key.result)
                .serviceLevelObjectives(SECONDS)
                .register(registry));
  }
}
