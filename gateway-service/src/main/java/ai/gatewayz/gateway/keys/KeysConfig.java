package ai.gatewayz.gateway.keys;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** {@code gatewayz.gateway.keys.*}: who may call. */
@ConfigMapping(prefix = "gatewayz.gateway")
public interface KeysConfig {

  /**
   * API keys by the name of their holder: the lower-case hexadecimal SHA-256 of each. Without any,
   * nobody may call.
   */
  Map<String, String> keys();
}
