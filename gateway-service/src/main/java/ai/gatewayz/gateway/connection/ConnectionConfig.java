package ai.gatewayz.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.connections.*}: the limits of callers' connections. */
@ConfigMapping(prefix = "gatewayz.gateway.connections")
public interface ConnectionConfig {

  /** From a connection to the end of the head of its first request. */
  @WithDefault("10s")
  Duration headTimeout();

  /** From the end of an answer to the end of the head of the next request. */
  @WithDefault("75s")
  Duration idleTimeout();

  /**
   * Open connections from one address, that of the socket: a load balancer's if one is in front.
   */
  @WithDefault("8192")
  int mostPerAddress();
}
