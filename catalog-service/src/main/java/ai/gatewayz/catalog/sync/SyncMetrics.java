package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.SyncEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Syncs by provider and result; how old the last complete one is. */
@ApplicationScoped
public class SyncMetrics {

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Instant> complete = new ConcurrentHashMap<>();

  SyncMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  void finished(SyncAttempt attempt) {
    registry
        .timer(
            "gatewayz.catalog.sync",
            "provider",
            attempt.provider,
            "result",
            attempt.result.name().toLowerCase(Locale.ROOT))
        .record(Duration.between(attempt.started, attempt.finished));
    if (attempt.result == SyncEvent.Result.COMPLETE) {
      complete(attempt.provider, attempt.finished);
    }
  }

  /** A complete sync of a provider ended at that time, here or at another replica. */
  void complete(String provider, Instant at) {
    if (complete.put(provider, at) == null) {
      registry.gauge(
          "gatewayz.catalog.sync.age.seconds",
          Tags.of("provider", provider),
          this,
          metrics -> metrics.age(provider));
    }
  }

  private double age(String provider) {
    return Duration.between(complete.get(provider), clock.instant()).toMillis() / 1000.0;
  }
}
