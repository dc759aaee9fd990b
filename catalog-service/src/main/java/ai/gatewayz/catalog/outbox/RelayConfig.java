package ai.gatewayz.catalog.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.relay.*}: from the outbox to Kafka. */
@ConfigMapping(prefix = "gatewayz.catalog.relay")
public interface RelayConfig {

  /** Pause between looks at an empty outbox: how late an event may be. */
  @WithDefault("200ms")
  Duration pause();

  /** Entries sent before the position is moved; what a crash may send again. */
  @WithDefault("2000")
  int batch();

  /** How long Kafka may take to take a batch. */
  @WithDefault("20s")
  Duration patience();

  /**
   * The name under which the replicas of one catalog publish, by which Kafka knows the one that
   * may. Kafka with access control has to allow it.
   */
  @WithDefault("gatewayz-catalog-relay")
  String transactionalId();

  /** Copies of each partition for topics that are created; 1 for a single broker. */
  @WithDefault("1")
  short replicas();
}
