package ai.gatewayz.gateway.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.gateway.models.*}: the list of models. */
@ConfigMapping(prefix = "gatewayz.gateway.models")
public interface ModelsConfig {

  /** The view of the list for a caller that does not choose one. */
  @WithDefault("callable")
  View view();
}
