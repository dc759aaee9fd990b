package ai.gatewayz.health.budget;

import ai.gatewayz.health.question.ProbeConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The daily probe budget, as configured. */
@Singleton
class BudgetProducer {

  @Produces
  @Singleton
  Purse purse(InstantSource clock) {
    return new Purse(clock);
  }

  @Produces
  @Singleton
  Caps caps(ProbeConfig config) {
    Map<String, BigDecimal> own = new HashMap<>();
    config.providers().forEach((id, each) -> each.dailyUsd().ifPresent(usd -> own.put(id, usd)));
    return new Caps(config.dailyUsd(), own);
  }
}
