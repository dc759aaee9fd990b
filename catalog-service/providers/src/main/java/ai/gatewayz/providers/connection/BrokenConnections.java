package ai.gatewayz.providers.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Singleton;

/**
 * Connections that providers reset. It happens all day, idle ones included, and is nobody's error
 * here: what a call makes of it is said by its finding. Without somebody who listens, Vert.x writes
 * an error of each to the log.
 */
@Singleton
public class BrokenConnections {

  private final Counter broken;

  public BrokenConnections(MeterRegistry registry) {
    broken =
        Counter.builder("gatewayz.provider.connections.broken")
            .description("Connections to providers that broke")
            .register(registry);
  }

  /** For a new connection. */
  public void watch(HttpConnection connection) {
    connection.exceptionHandler(ignored -> broken.increment());
  }
}
