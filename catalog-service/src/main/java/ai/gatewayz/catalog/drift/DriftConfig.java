package ai.gatewayz.catalog.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.catalog.drift.*} */
@ConfigMapping(prefix = "gatewayz.catalog.drift")
public interface DriftConfig {

  /** How much the share of entries with a field, or a type of it, may change unreported. */
  @WithDefault("0.2")
  double share();

  /** Shorter lists are not checked: they say little about form. */
  @WithDefault("5")
  int leastEntries();
}
