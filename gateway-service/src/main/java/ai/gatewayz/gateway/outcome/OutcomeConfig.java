package ai.gatewayz.gateway.outcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.outcomes.*}: what is told of live traffic. */
@ConfigMapping(prefix = "gatewayz.gateway.outcomes")
public interface OutcomeConfig {

  /**
   * The length of a window: the other replicas and the health service know of a failure after it.
   */
  @WithDefault("500ms")
  Duration interval();
}
