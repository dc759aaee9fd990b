package ai.gatewayz.gateway.outcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.outcomes.*}: what is told of live traffic. */
@ConfigMapping(prefix = "gatewayz.gateway.outcomes")
public interface OutcomeConfig {

  /**
   * The length of a window: the other replicas and the health service know of a failure after it.
   * With more than 25 replicas windows are longer.
   */
  @WithDefault("500ms")
  Duration interval();

  /**
   * The length of a window of a single offer, for readers that are none of Gatewayz' own; zero:
   * these are not told. What fails is told at once.
   */
  @WithDefault("30s")
  Duration offerInterval();
}
