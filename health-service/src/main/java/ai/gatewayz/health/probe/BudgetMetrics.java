package ai.gatewayz.health.probe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What probes may cost, beside what they have cost: an alert compares the two. */
@Singleton
@Startup
class BudgetMetrics {

  BudgetMetrics(
      @ConfigProperty(name = "gatewayz.health.probe.daily-usd") BigDecimal dailyUsd,
      MeterRegistry registry) {
    Gauge.builder("gatewayz.health.probe.budget", dailyUsd::doubleValue)
        .baseUnit("usd")
        .description("Probe budget of a day in USD")
        .register(registry);
  }
}
