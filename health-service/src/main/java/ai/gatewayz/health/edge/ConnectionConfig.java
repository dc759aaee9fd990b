package ai.gatewayz.health.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.connections.*}: the limits of callers' connections. */
@ConfigMapping(prefix = "gatewayz.health.connections")
interface ConnectionConfig {

  /** From a connection to the end of the head of its first request. */
  @WithDefault("10s")
  Duration headTimeout();

  /** From the end of an answer to the end of the head of the next request. */
  @WithDefault("75s")
  Duration idleTimeout();

  /**
   * From the head of a request until its caller has read the whole answer. No answer is a stream.
   */
  @WithDefault("2m")
  Duration requestTimeout();

  /**
   * Open connections from one address, that of the socket: a load balancer's if one is in front.
   */
  @WithDefault("1024")
  int mostPerAddress();
}
