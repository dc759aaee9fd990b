package ai.gatewayz.health.probe;

import ai.gatewayz.health.evidence.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was asked and what came back; a model is never a label. */
@Singleton
class ProbeMetrics {

  private final MeterRegistry registry;
  private final Map<Probed, Counter> probes = new ConcurrentHashMap<>();

  ProbeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Probed(String provider, String finding) {}

  void probed(String provider, Finding finding) {
    count(new Probed(provider, finding.label()));
  }

  private void count(Probed probed) {
    probes
        .computeIfAbsent(
            probed,
            key ->
                Counter.builder("gatewayz.health.probes")
                    .description("Probes, by what came back")
                    .tag("provider", key.provider)
                    .tag("finding", key.finding)
                    .register(registry))
        .increment();
  }
}
