package ai.gatewayz.gateway.eventloop;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * As many event loops as processors. A request costs tens of microseconds and waits for nothing:
 * with twice as many, which is the default, loops take the processors from each other, and each has
 * fewer answers to send at a time.
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {

  /** One loop alone would let health checks wait for whatever it is at. */
  private static final int LEAST = 2;

  private final OptionalInt configured;

  EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
    this.configured = configured;
  }

  @Override
  public void accept(VertxOptions options) {
    if (configured.isEmpty()) {
      options.setEventLoopPoolSize(Math.max(LEAST, Runtime.getRuntime().availableProcessors()));
    }
  }
}
