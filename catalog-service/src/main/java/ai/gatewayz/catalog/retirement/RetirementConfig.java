package ai.gatewayz.catalog.retirement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.retirement.*}. */
@ConfigMapping(prefix = "gatewayz.catalog.retirement")
interface RetirementConfig {

  /** How often it is looked whether an offer is about to be taken away. */
  @WithDefault("10m")
  Duration interval();
}
