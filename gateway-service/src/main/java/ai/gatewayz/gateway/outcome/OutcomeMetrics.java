package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.telemetry.GenAi;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls to providers as metrics; a model is never a label. */
@Singleton
class OutcomeMetrics {

  private final MeterRegistry registry;
  private final Map<Attempted, Made> attempts = new ConcurrentHashMap<>();
  private final Map<Served, Answered> answers = new ConcurrentHashMap<>();

  OutcomeMetrics(MeterRegistry registry, ProvidersConfig config) {
    this.registry = registry;
    // There from the start: an increase from nothing is none to Prometheus.
    for (String provider : config.providers().keySet()) {
      for (Operation operation : Operation.values()) {
        for (Finding finding : Finding.values()) {
          count(new Attempted(provider, operation, finding));
        }
      }
    }
  }

  private record Attempted(String provider, Operation operation, Finding finding) {}

  private record Made(Counter count, Timer took) {}

  private record Served(String provider, Operation operation) {}

  private record Answered(Timer firstChunk, Timer perToken, Used told, Used estimated) {}

  private record Used(DistributionSummary input, DistributionSummary output) {}

  void attempt(AttemptOutcome outcome) {
    String provider = outcome.offer().offer().provider();
    Made made =
        attempts.computeIfAbsent(
            new Attempted(provider, outcome.operation(), outcome.evidence().finding()), this::made);
    made.count.increment();
    made.took.record(outcome.took());
    if (outcome.ttft() != null) {
      answered(
          answers.computeIfAbsent(new Served(provider, outcome.operation()), this::answers),
          outcome);
    }
  }

  private static void answered(Answered answered, AttemptOutcome outcome) {
    Usage usage = outcome.usage();
    if (outcome.streamed()) {
      answered.firstChunk.record(outcome.ttft());
      if (usage != null && usage.output() > 1) {
        Duration rest = outcome.took().minus(outcome.ttft());
        answered.perToken.record(rest.dividedBy(usage.output() - 1));
      }
    }
    if (usage != null) {
      answered.told.input.record(usage.input());
      answered.told.output.record(usage.output());
    } else if (outcome.estimate().estimated()) {
      answered.estimated.input.record(outcome.estimate().input());
      answered.estimated.output.record(outcome.estimate().output());
    }
  }

  private Made made(Attempted attempted) {
    String error =
        attempted.finding == Finding.ANSWERED ? GenAi.NO_ERROR : attempted.finding.label();
    Timer took =
        GenAi.operationDuration()
            .tags(GenAi.tags(attempted.provider, attempted.operation.metricName()))
            .tag("error_type", error)
            .register(registry);
    return new Made(count(attempted), took);
  }

  private Counter count(Attempted attempted) {
    return Counter.builder("gatewayz.attempts")
        .description("Calls to providers by finding")
        .tag("provider", attempted.provider)
        .tag("operation", attempted.operation.metricName())
        .tag("finding", attempted.finding.label())
        .register(registry);
  }

  private Answered answers(Served served) {
    Tags tags = GenAi.tags(served.provider, served.operation.metricName());
    return new Answered(
        GenAi.timeToFirstChunk().tags(tags).register(registry),
        GenAi.timePerOutputToken().tags(tags).register(registry),
        used(tags.and("estimated", "false")),
        used(tags.and("estimated", "true")));
  }

  private Used used(Tags tags) {
    return new Used(
        GenAi.tokenUsage().tags(tags).tag("gen_ai_token_type", "input").register(registry),
        GenAi.tokenUsage().tags(tags).tag("gen_ai_token_type", "output").register(registry));
  }
}
