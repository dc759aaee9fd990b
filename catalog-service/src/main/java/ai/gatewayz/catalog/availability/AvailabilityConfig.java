package ai.gatewayz.catalog.availability;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.availability.*}: reading the health service's verdicts. */
@ConfigMapping(prefix = "gatewayz.catalog.availability")
public interface AvailabilityConfig {

  /** Whether verdicts are read at all; off, every offer's availability is unknown here. */
  @WithDefault("true")
  boolean enabled();

  /** The consumer group that the replicas share. */
  @WithDefault("gatewayz-catalog")
  String group();

  /** A replica that is silent for this long loses its share of the verdicts to the others. */
  @WithDefault("10s")
  Duration sessionTimeout();

  /** Longest time for the database to store the verdicts of one poll of Kafka. */
  @WithDefault("30s")
  Duration patience();

  /** Pause after a failure before Kafka or the database is tried again. */
  @WithDefault("1s")
  Duration pause();
}
