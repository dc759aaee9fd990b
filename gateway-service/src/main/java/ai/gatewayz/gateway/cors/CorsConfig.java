package ai.gatewayz.gateway.cors;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code gatewayz.gateway.cors.*}: browsers of other origins. */
@ConfigMapping(prefix = "gatewayz.gateway.cors")
public interface CorsConfig {

  /**
   * Origins such as {@code https://app.example}; {@code *} for all, which does not endanger keys:
   * browsers send none by themselves. Without any, only pages of this gateway may call it.
   */
  Optional<List<String>> origins();
}
