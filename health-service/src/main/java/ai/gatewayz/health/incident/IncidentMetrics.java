package ai.gatewayz.health.incident;

import ai.gatewayz.health.incident.Situation.Cause;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Incidents as metrics; a model is never a label. */
@Singleton
class IncidentMetrics {

  private final Map<Cause, Counter> opened = new EnumMap<>(Cause.class);
  private volatile Map<Incidents.Kind, Long> open = Map.of();

  IncidentMetrics(Providers providers, MeterRegistry registry) {
    for (Cause cause : Cause.values()) {
      String label = cause.name().toLowerCase(Locale.ROOT);
      opened.put(
          cause,
          Counter.builder("gatewayz.health.incidents.opened")
              .description("Incidents that this replica opened")
              .tag("cause", label)
              .register(registry));
      for (Provider provider : providers.all()) {
        Incidents.Kind kind = new Incidents.Kind(provider.id(), label);
        Gauge.builder("gatewayz.health.incidents.open", () -> open.getOrDefault(kind, 0L))
            .description("Open incidents of the whole fleet; every replica reports the same number")
            .tag("provider", provider.id())
            .tag("cause", label)
            .register(registry);
      }
    }
  }

  void done(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Opens opens) {
        opened.get(opens.cause()).increment();
      }
    }
  }

  void open(Map<Incidents.Kind, Long> now) {
    open = now;
  }
}
