package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Probes and their findings; a model is never a label. */
@Singleton
class ProbeMetrics {

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final MostAsked mostAsked;
  private final Map<Probed, Counter> probes = new ConcurrentHashMap<>();

  ProbeMetrics(MeterRegistry registry, InstantSource clock, Providers providers) {
    this.registry = registry;
    this.clock = clock;
    this.mostAsked = new MostAsked(clock.instant());
    Gauge.builder("gatewayz.health.probes.most.asked", () -> mostAsked.most(clock.instant()))
        .description("Probes of the offer that was probed most often within an hour")
        .register(registry);
    // There from the start: an increase from nothing is none to Prometheus.
    for (Provider provider : providers.all()) {
      for (Finding finding : Finding.values()) {
        counter(new Probed(provider.id(), finding.label()));
      }
    }
  }

  private record Probed(String provider, String finding) {}

  void probed(OfferKey offer, Finding finding) {
    mostAsked.asked(offer, clock.instant());
    count(new Probed(offer.provider(), finding.label()));
  }

  private void count(Probed probed) {
    counter(probed).increment();
  }

  private Counter counter(Probed probed) {
    return probes.computeIfAbsent(
        probed,
        key ->
            Counter.builder("gatewayz.health.probes")
                .description("Probes by finding")
                .tag("provider", key.provider)
                .tag("finding", key.finding)
                .register(registry));
  }
}
