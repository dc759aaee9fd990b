package ai.gatewayz.providers.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * {@code gatewayz.egress.*}: the proxy that providers are reached through, by the variables that
 * every tool reads where nothing else is set.
 */
@ConfigMapping(prefix = "gatewayz.egress")
public interface EgressConfig {

  /** For addresses of https; {@code http://[user:password@]host:port} or {@code socks5://…}. */
  @WithDefault("${HTTPS_PROXY:${https_proxy:}}")
  Optional<String> httpsProxy();

  /** For addresses of http. */
  @WithDefault("${HTTP_PROXY:${http_proxy:}}")
  Optional<String> httpProxy();

  /**
   * What is reached without: names with all that is below them, addresses, networks ({@code
   * 10.0.0.0/8}), each with a port if need be; {@code *} for everything.
   */
  @WithDefault("${NO_PROXY:${no_proxy:}}")
  Optional<List<String>> noProxy();
}
