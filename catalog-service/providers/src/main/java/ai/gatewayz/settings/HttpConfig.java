package ai.gatewayz.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.http.*}: the public port of every service. */
@ConfigMapping(prefix = "gatewayz.http")
public interface HttpConfig {

  /**
   * Whether HTTP/2 is spoken without TLS. Clients use TLS or HTTP/1.1: it is only for proxies that
   * are set up for it, and one more attack surface otherwise.
   */
  @WithDefault("false")
  boolean clearTextHttp2();
}
