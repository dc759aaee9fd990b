package ai.gatewayz.gateway.standing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;

/** The standings of another process. */
public final class Replica {

  /** As it is without configuration. */
  public static final StandingConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(StandingConfig.class)
          .withConverter(Duration.class, 100, new DurationConverter())
          .build()
          .getConfigMapping(StandingConfig.class);

  private Replica() {}

  public static LiveStandings standings(InstantSource clock) {
    return standings(clock, CONFIG);
  }

  public static LiveStandings standings(InstantSource clock, StandingConfig config) {
    return new LiveStandings(clock, config);
  }
}
