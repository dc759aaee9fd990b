package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.ProviderPreferences;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** {@code gatewayz.gateway.routing.*}: the order of candidates where a request does not say. */
@ConfigMapping(prefix = "gatewayz.gateway.routing")
public interface RoutingConfig {

  /**
   * What decides among offers that work equally well: {@code price}, {@code latency} or {@code
   * throughput}.
   */
  @WithDefault("price")
  ProviderPreferences.Sort sort();

  /**
   * Models to try after a model, for requests that name none: {@code
   * fallbacks."vendor/name"=other/one,another/one}.
   */
  Map<String, List<String>> fallbacks();
}
