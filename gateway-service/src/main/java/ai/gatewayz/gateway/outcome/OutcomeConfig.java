package ai.gatewayz.gateway.outcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.outcomes.*}: what is published about live traffic. */
@ConfigMapping(prefix = "gatewayz.gateway.outcomes")
public interface OutcomeConfig {

  /**
   * The length of a window: other replicas and the health service learn of a failure after it. With
   * more than 25 replicas windows are longer.
   */
  @WithDefault("500ms")
  Duration interval();

  /**
   * The length of a window of a single offer, for readers other than Gatewayz' services; zero:
   * these are not published. Failures are published at once.
   */
  @WithDefault("30s")
  Duration offerInterval();
}
