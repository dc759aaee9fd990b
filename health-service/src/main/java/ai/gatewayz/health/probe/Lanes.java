package ai.gatewayz.health.probe;

import ai.gatewayz.health.pace.Lane;
import ai.gatewayz.health.pace.Limits;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.providers.Provider;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ways to the providers, by what is configured of each. */
final class Lanes {

  private final ProbeConfig config;
  private final InstantSource clock;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  Lanes(ProbeConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  Lane to(Provider provider) {
    return lanes.computeIfAbsent(provider.id(), id -> new Lane(limits(provider), clock.instant()));
  }

  private Limits limits(Provider provider) {
    Limits usual = Limits.of(provider.dialect().probes(), config.perSecond(), config.concurrency());
    ProbeConfig.Own own = config.providers().get(provider.id());
    return own == null
        ? usual
        : new Limits(
            own.perSecond().orElse(usual.perSecond()),
            own.concurrency().orElse(usual.units()),
            own.freePerMinute().orElse(usual.freePerMinute()),
            own.freePerDay().orElse(usual.freePerDay()));
  }
}
