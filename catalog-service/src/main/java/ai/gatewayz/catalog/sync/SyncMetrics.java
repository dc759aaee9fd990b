package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Syncs by provider and result; how old the last complete one is. */
@ApplicationScoped
@Startup
public class SyncMetrics {

  private static final List<SyncEvent.Result> ENDS =
      List.of(
          SyncEvent.Result.COMPLETE,
          SyncEvent.Result.PARTIAL,
          SyncEvent.Result.QUARANTINED,
          SyncEvent.Result.FAILED);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Instant> complete = new ConcurrentHashMap<>();

  SyncMetrics(MeterRegistry registry, InstantSource clock, Providers providers) {
    this.registry = registry;
    this.clock = clock;
    // A counter that appears with its first count shows Prometheus no increase: a first quarantine
    // would go unnoticed.
    for (Provider provider : providers.all()) {
      for (SyncEvent.Result result : ENDS) {
        timer(provider.id(), result);
      }
    }
  }

  void finished(SyncAttempt attempt) {
    timer(attempt.provider, attempt.result)
        .record(Duration.between(attempt.started, attempt.finished));
    if (attempt.result == SyncEvent.Result.COMPLETE) {
      complete(attempt.provider, attempt.finished);
    }
  }

  private Timer timer(String provider, SyncEvent.Result result) {
    return Timer.builder("gatewayz.catalog.sync")
        .description("Syncs of a provider's list, from their start to their end")
        .tag("provider", provider)
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** A complete sync of a provider ended at that time, here or at another replica. */
  void complete(String provider, Instant at) {
    if (complete.put(provider, at) == null) {
      Gauge.builder("gatewayz.catalog.sync.age", this, metrics -> metrics.age(provider))
          .baseUnit("seconds")
          .description("Time since a provider's list was last read completely")
          .tag("provider", provider)
          .register(registry);
    }
  }

  private double age(String provider) {
    return Duration.between(complete.get(provider), clock.instant()).toMillis() / 1000.0;
  }
}
