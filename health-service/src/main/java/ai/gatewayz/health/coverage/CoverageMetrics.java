package ai.gatewayz.health.coverage;

import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Coverage of this replica's offers as metrics: counts, which add up over replicas. Counted anew at
 * most every few seconds.
 */
@Singleton
@Startup
class CoverageMetrics {

  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Map<String, Duration> WITHIN = new LinkedHashMap<>();

  static {
    WITHIN.put("1h", Duration.ofHours(1));
    WITHIN.put("6h", Duration.ofHours(6));
    WITHIN.put("24h", Duration.ofHours(24));
  }

  private final Verdicts verdicts;
  private final InstantSource clock;
  private Instant counted = Instant.MIN;
  private Map<String, Ages> ages = Map.of();

  CoverageMetrics(
      Verdicts verdicts, Providers providers, MeterRegistry registry, InstantSource clock) {
    this.verdicts = verdicts;
    this.clock = clock;
    for (Provider provider : providers.all()) {
      gauges(provider.id(), registry);
    }
  }

  private void gauges(String provider, MeterRegistry registry) {
    Gauge.builder("gatewayz.health.coverage.probeable", () -> of(provider).probeable)
        .description("Offers of this replica that can be probed")
        .tag("provider", provider)
        .register(registry);
    WITHIN.forEach(
        (name, length) ->
            Gauge.builder("gatewayz.health.coverage.checked", () -> of(provider).within(length))
                .description(
                    "Probeable offers of this replica with evidence that is at most this old")
                .tag("provider", provider)
                .tag("within", name)
                .register(registry));
    for (int percentile : new int[] {50, 95, 100}) {
      Gauge.builder("gatewayz.health.verdict.age", () -> of(provider).at(percentile / 100.0))
          .baseUnit("seconds")
          .description("Age of the latest evidence on probeable offers that have any")
          .tag("provider", provider)
          .tag("percentile", Integer.toString(percentile))
          .register(registry);
    }
  }

  /** Sorted ages of the latest evidence. */
  private record Ages(long probeable, long[] millis) {

    static final Ages NONE = new Ages(0, new long[0]);

    long within(Duration length) {
      return Arrays.stream(millis).filter(age -> age <= length.toMillis()).count();
    }

    double at(double share) {
      return millis.length == 0
          ? Double.NaN
          : millis[Math.max(0, (int) Math.ceil(share * millis.length) - 1)] / 1000.0;
    }
  }

  private synchronized Ages of(String provider) {
    Instant now = clock.instant();
    if (!counted.isAfter(now.minus(FRESH))) {
      count(now);
      counted = now;
    }
    return ages.getOrDefault(provider, Ages.NONE);
  }

  private void count(Instant now) {
    Map<String, Long> probeable = new HashMap<>();
    Map<String, LongStream.Builder> found = new HashMap<>();
    for (Watched each : verdicts.all()) {
      if (each.verdict().state() != State.UNPROBEABLE) {
        String provider = each.offer().provider();
        probeable.merge(provider, 1L, Long::sum);
        Instant checked = each.verdict().lastChecked();
        if (checked != null) {
          found
              .computeIfAbsent(provider, id -> LongStream.builder())
              .add(Math.max(0, Duration.between(checked, now).toMillis()));
        }
      }
    }
    Map<String, Ages> sums = new HashMap<>();
    probeable.forEach(
        (provider, count) ->
            sums.put(
                provider,
                new Ages(
                    count,
                    found
                        .getOrDefault(provider, LongStream.builder())
                        .build()
                        .sorted()
                        .toArray())));
    ages = sums;
  }
}
