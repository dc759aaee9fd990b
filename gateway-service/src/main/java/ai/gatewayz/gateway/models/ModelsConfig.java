package ai.gatewayz.gateway.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.gateway.models.*}: the list of models. */
@ConfigMapping(prefix = "gatewayz.gateway.models")
public interface ModelsConfig {

  /** What a caller sees who does not say what to see. */
  @WithDefault("callable")
  View view();
}
