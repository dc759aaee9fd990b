package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.health.evidence.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Attempts as metrics, by the GenAI names of OpenTelemetry where there is one; a model is never a
 * label.
 */
@Singleton
class OutcomeMetrics {

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
  private final Map<Attempted, Counter> attempts = new ConcurrentHashMap<>();
  private final Map<Served, Answered> answers = new ConcurrentHashMap<>();

  OutcomeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Attempted(String provider, Finding finding) {}

  private record Served(String provider, Operation operation) {}

  private record Answered(Timer ttft, Counter input, Counter output) {}

  void attempt(AttemptOutcome outcome) {
    String provider = outcome.offer().offer().provider();
    attempts
        .computeIfAbsent(new Attempted(provider, outcome.evidence().finding()), this::attempts)
        .increment();
    if (outcome.ttft() == null) {
      return;
    }
    Answered answered =
        answers.computeIfAbsent(new Served(provider, outcome.operation()), this::answers);
    answered.ttft.record(outcome.ttft());
    Usage usage = outcome.usage();
    if (usage != null) {
      answered.input.increment(usage.input());
      answered.output.increment(usage.output());
    }
  }

  private Counter attempts(Attempted attempted) {
    return Counter.builder("gatewayz.attempts")
        .description("Calls to providers, by what came back")
        .tag("provider", attempted.provider)
        .tag("finding", attempted.finding.label())
        .register(registry);
  }

  private Answered answers(Served served) {
    Timer ttft =
        Timer.builder("gen_ai.server.time_to_first_token")
            .description(
                "From sending to the first content of a stream, or the whole of another answer")
            .tag("gen_ai_provider_name", served.provider)
            .tag("gen_ai_operation_name", served.operation.metricName())
            .serviceLevelObjectives(SECONDS)
            .register(registry);
    return new Answered(ttft, tokens(served, "input"), tokens(served, "output"));
  }

  private Counter tokens(Served served, String type) {
    return Counter.builder("gen_ai.client.token.usage")
        .description("Tokens as the providers count them")
        .tag("gen_ai_provider_name", served.provider)
        .tag("gen_ai_operation_name", served.operation.metricName())
        .tag("gen_ai_token_type", type)
        .register(registry);
  }
}
