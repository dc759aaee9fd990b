package ai.gatewayz.catalog.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.relay.*}: from the outbox to Kafka. */
@ConfigMapping(prefix = "gatewayz.catalog.relay")
public interface RelayConfig {

  /** Pause between reads of an empty outbox: how late an event may be. */
  @WithDefault("200ms")
  Duration pause();

  /** Entries sent before the position is stored; what is sent twice after a crash. */
  @WithDefault("2000")
  int batch();

  /** Longest time for Kafka to acknowledge a batch. */
  @WithDefault("20s")
  Duration patience();

  /**
   * Transactional id under which the replicas of one catalog publish; with it Kafka lets only one
   * publish. Kafka with access control has to allow it.
   */
  @WithDefault("gatewayz-catalog-relay")
  String transactionalId();

  /** Copies of each partition for topics that are created; 1 for a single broker. */
  @WithDefault("1")
  short replicas();
}
