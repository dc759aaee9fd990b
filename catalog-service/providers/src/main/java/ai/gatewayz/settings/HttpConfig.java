package ai.gatewayz.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.http.*}: of every service's public port. */
@ConfigMapping(prefix = "gatewayz.http")
public interface HttpConfig {

  /**
   * Whether HTTP/2 is spoken without TLS. Clients come through TLS or with HTTP/1.1: it is for
   * proxies that are told to, and one more way in for everybody else.
   */
  @WithDefault("false")
  boolean clearTextHttp2();
}
