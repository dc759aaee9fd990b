package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.request.CompletionConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The budget of this process, and its gauges. */
class BudgetProducer {

  private static final int SHARE_OF_HEAP = 4;
  private static final int HUNDRED = 100;

  /**
   * What one key leaves, but no more than this share of all, is kept for those that hold little.
   */
  private static final int SHARE_KEPT = 8;

  @Produces
  @Singleton
  BodyBudget budget(CompletionConfig config, MeterRegistry registry) {
    if (config.bodyBudgetPerKey() < 1 || config.bodyBudgetPerKey() > HUNDRED) {
      throw new IllegalArgumentException(
          "gatewayz.gateway.requests.body-budget-per-key is not between 1 and 100");
    }
    long most =
        config
            .bodyBudget()
            .map(MemorySize::asLongValue)
            .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    BodyBudget budget = budget(most, config.bodyBudgetPerKey());
    Gauge.builder("gatewayz.requests.body.bytes", budget, BodyBudget::held)
        .description("Bytes that are reserved for the bodies of requests in flight")
        .register(registry);
    Gauge.builder("gatewayz.requests.body.budget", budget, BodyBudget::most)
        .description("Limit for the bytes of all request bodies together")
        .register(registry);
    return budget;
  }

  private static BodyBudget budget(long most, int percentPerKey) {
    long perKey = most / HUNDRED * percentPerKey;
    return new BodyBudget(most, perKey, Math.min(most / SHARE_KEPT, most - perKey));
  }
}
