package ai.gatewayz.health.capability;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.capability.*}: tests of what lists declare that offers can do. */
@ConfigMapping(prefix = "gatewayz.health.capability")
public interface CapabilityConfig {

  /** Off: capabilities stand as lists declare them, and what was tested lapses after some weeks. */
  @WithDefault("true")
  boolean enabled();

  /** Between two tests of one capability of an offer. */
  @WithDefault("7d")
  Duration interval();

  /** To the first further test of what is not sure; doubles with each that shows nothing. */
  @WithDefault("10m")
  Duration confirm();

  /**
   * The share of a day's money for routine and of each provider's pace that tests may use at least,
   * 0 to 1; of what probes of availability do not need they have half of the money and all of the
   * pace as well.
   */
  @WithDefault("0.1")
  double share();
}
