package ai.gatewayz.health.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.retention.*}: how long old rows are kept. */
@ConfigMapping(prefix = "gatewayz.health.retention")
interface RetentionConfig {

  /** How long transitions are kept, and incidents and overrides that have ended. */
  @WithDefault("90d")
  Duration history();
}
