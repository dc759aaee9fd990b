package ai.gatewayz.gateway.standing;

import java.time.InstantSource;

/** The standings of another process. */
public final class Replica {

  private Replica() {}

  public static LiveStandings standings(InstantSource clock) {
    return standings(clock, LiveStandingsTest.CONFIG);
  }

  public static LiveStandings standings(InstantSource clock, StandingConfig config) {
    return new LiveStandings(clock, config);
  }
}
