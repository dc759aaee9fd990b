package ai.gatewayz.gateway.clock;

import ai.gatewayz.catalog.time.SteadyClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The clock of this process, which never goes back; injected as {@link Clock} or as {@link
 * java.time.InstantSource}.
 */
@Singleton
class ClockProducer {

  @Produces
  @Singleton
  Clock clock() {
    return new SteadyClock();
  }
}
