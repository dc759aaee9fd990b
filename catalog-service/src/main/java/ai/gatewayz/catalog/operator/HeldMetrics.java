package ai.gatewayz.catalog.operator;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** How many changes of each provider wait for an operator; the same in every replica. */
@ApplicationScoped
class HeldMetrics {

  private final Pool pool;
  private volatile Map<String, Long> held = Map.of();

  HeldMetrics(Pool pool, MeterRegistry registry, Providers providers) {
    this.pool = pool;
    for (Provider provider : providers.all()) {
      Gauge.builder("gatewayz.catalog.held.changes", this, metrics -> metrics.count(provider.id()))
          .description("Quarantined changes of a provider's list that wait for an operator")
          .tag("provider", provider.id())
          .register(registry);
    }
  }

  private double count(String provider) {
    return held.getOrDefault(provider, 0L);
  }

  Uni<Void> refresh() {
    return pool.query(
            "select provider, count(*) from held_changes where rejected is null group by provider")
        .execute()
        .invoke(
            rows -> {
              Map<String, Long> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
              held = Map.copyOf(counts);
            })
        .replaceWithVoid();
  }
}
