package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.telemetry.GenAi;
import ai.gatewayz.gateway.usage.Objective;
import ai.gatewayz.gateway.usage.Result;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests as callers see them: how many, how long, how they ended. */
@Singleton
class RequestMetrics {

  private final MeterRegistry registry;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Served, Timer> firstTokens = new ConcurrentHashMap<>();
  private final Map<Turned, Counter> failovers = new ConcurrentHashMap<>();
  private final Map<Counted, Counter> objectives = new HashMap<>();

  RequestMetrics(MeterRegistry registry, ProvidersConfig config) {
    this.registry = registry;
    // There from the start: an increase from nothing is none to Prometheus.
    for (Operation operation : Operation.values()) {
      for (Objective objective : Objective.values()) {
        objectives.put(new Counted(operation, objective), objective(operation, objective));
      }
      shed(operation, GatewayError.OVERLOADED);
      shed(operation, GatewayError.RATE_LIMITED);
    }
    Set<String> providers = config.providers().keySet();
    for (String from : providers) {
      failover(new Turned(from, GenAi.NO_PROVIDER));
      providers.stream()
          .filter(to -> !to.equals(from))
          .forEach(to -> failover(new Turned(from, to)));
    }
  }

  private record Turned(String from, String to) {}

  /**
   * A request turned from one provider to another.
   *
   * @param asked in the order in which they were; at the end {@link GenAi#NO_PROVIDER} where none
   *     was left
   */
  void failedOver(List<String> asked) {
    for (int i = 1; i < asked.size(); i++) {
      Turned turned = new Turned(asked.get(i - 1), asked.get(i));
      if (!turned.from.equals(turned.to)) {
        failover(turned).increment();
      }
    }
  }

  private Counter failover(Turned turned) {
    return failovers.computeIfAbsent(
        turned,
        key ->
            Counter.builder("gatewayz.failovers")
                .description("Requests that turned from one provider to another, or to none")
                .tag("from", key.from)
                .tag("to", key.to)
                .register(registry));
  }

  private record Counted(Operation operation, Objective objective) {}

  private Counter objective(Operation operation, Objective objective) {
    return Counter.builder("gatewayz.requests.objective")
        .description("Requests by whether they met the promise to callers, or are outside of it")
        .tag("operation", operation.metricName())
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

  private record Served(Operation operation, String provider) {}

  /**
   * The first content of a stream goes to its caller.
   *
   * @param took since the arrival of the request
   */
  void streams(Operation operation, String provider, Duration took) {
    firstTokens
        .computeIfAbsent(
            new Served(operation, provider),
            key ->
                GenAi.timeToFirstToken()
                    .tags(GenAi.tags(key.provider, key.operation.metricName()))
                    .register(registry))
        .record(took);
  }

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
        .tag("operation", operation.metricName())
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
