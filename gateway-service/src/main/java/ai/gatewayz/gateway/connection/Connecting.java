package ai.gatewayz.gateway.connection;

import ai.gatewayz.edge.ConnectionLimits;
import ai.gatewayz.gateway.attempt.AttemptConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is allowed to callers' connections. */
final class Connecting {

  /** A request ends itself when its time is up, and says so. */
  private static final Duration AFTER_THE_END = Duration.ofSeconds(30);

  private Connecting() {}

  @Produces
  @Singleton
  static ConnectionLimits limits(ConnectionConfig config, AttemptConfig attempts) {
    return ConnectionLimits.of(
        config.headTimeout(),
        config.idleTimeout(),
        attempts.totalTimeout().plus(AFTER_THE_END),
        config.mostPerAddress());
  }
}
