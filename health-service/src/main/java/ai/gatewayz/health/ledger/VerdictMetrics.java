package ai.gatewayz.health.ledger;

import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many offers are in which state, and how old what is known of them is. Counted anew at most
 * every few seconds.
 */
@Singleton
@Startup
class VerdictMetrics {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Verdicts verdicts;
  private final InstantSource clock;
  private Instant counted = Instant.MIN;
  private Map<Key, Long> counts = Map.of();
  private double oldest;

  VerdictMetrics(
      Verdicts verdicts, Providers providers, MeterRegistry registry, InstantSource clock) {
    this.verdicts = verdicts;
    this.clock = clock;
    for (Provider provider : providers.all()) {
      for (Availability.State state : Availability.State.values()) {
        Gauge.builder("gatewayz.health.offers", () -> count(new Key(provider.id(), state)))
            .description("Offers that this replica watches")
            .tag("provider", provider.id())
            .tag("state", state.name().toLowerCase(Locale.ROOT))
            .register(registry);
      }
    }
    Gauge.builder("gatewayz.health.oldest.check", this::oldest)
        .baseUnit("seconds")
        .description("Age of the oldest evidence that a verdict of \"available\" is based on")
        .register(registry);
  }

  private record Key(String provider, Availability.State state) {}

  private synchronized long count(Key key) {
    refresh();
    return counts.getOrDefault(key, 0L);
  }

  private synchronized double oldest() {
    refresh();
    return oldest;
  }

  private void refresh() {
    Instant now = clock.instant();
    if (counted.isAfter(now.minus(FRESH))) {
      return;
    }
    List<Watched> all = verdicts.all();
    Map<Key, Long> sums = new HashMap<>();
    Instant earliest = now;
    for (Watched each : all) {
      sums.merge(new Key(each.offer().provider(), each.verdict().state()), 1L, Long::sum);
      Instant checked = each.verdict().lastChecked();
      if (each.verdict().state() == Availability.State.AVAILABLE
          && checked != null
          && checked.isBefore(earliest)) {
        earliest = checked;
      }
    }
    counts = sums;
    oldest = Duration.between(earliest, now).toMillis() / 1000.0;
    counted = now;
  }
}
