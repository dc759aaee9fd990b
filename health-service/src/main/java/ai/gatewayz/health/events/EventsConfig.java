package ai.gatewayz.health.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.events.*}: Kafka. */
@ConfigMapping(prefix = "gatewayz.health.events")
public interface EventsConfig {

  /** The consumer group whose members share the offers. */
  @WithDefault("gatewayz-health")
  String group();

  /** A replica that is silent for this long loses its offers to the others. */
  @WithDefault("10s")
  Duration sessionTimeout();

  /** Copies of each partition for topics that are created; 1 for a single broker. */
  @WithDefault("1")
  short replicas();
}
