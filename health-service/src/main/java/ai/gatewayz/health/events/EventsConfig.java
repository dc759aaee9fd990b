package ai.gatewayz.health.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.health.events.*}: Kafka. */
@ConfigMapping(prefix = "gatewayz.health.events")
public interface EventsConfig {

  /** The consumer group whose members share the offers. */
  @WithDefault("gatewayz-health")
  String group();

  /** A replica that is silent for this long loses its offers to the others. */
  @WithDefault("10s")
  Duration sessionTimeout();

  /**
   * The name under which a replica keeps its offers over a restart that is shorter than a session,
   * different in each: where replicas come back under their names, as a StatefulSet's pods do.
   * Absent means that a replica that ends gives its offers away at once.
   */
  Optional<String> instance();

  /** Copies of each partition for topics that are created; 1 for a single broker. */
  @WithDefault("1")
  short replicas();
}
