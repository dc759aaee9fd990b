package ai.gatewayz.health.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.retention.*}: what the database forgets. */
@ConfigMapping(prefix = "gatewayz.health.retention")
interface RetentionConfig {

  /** How long changes of state are kept, and incidents and operators' words that are over. */
  @WithDefault("90d")
  Duration history();
}
