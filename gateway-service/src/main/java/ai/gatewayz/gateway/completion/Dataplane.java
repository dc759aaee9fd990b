package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.outcome.Outcomes;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.StandingConfig;
import ai.gatewayz.gateway.trial.Trials;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** What every completion works with. */
@Singleton
class Dataplane {

  private final Vertx vertx;
  private final Attempts attempts;
  private final AttemptConfig limits;
  private final Outcomes outcomes;
  private final LiveStandings standings;
  private final StandingConfig cooling;
  private final Seats seats;
  private final Trials trials;

  Dataplane(
      Vertx vertx,
      Attempts attempts,
      AttemptConfig limits,
      Outcomes outcomes,
      LiveStandings standings,
      StandingConfig cooling,
      Seats seats,
      Trials trials) {
    this.vertx = vertx;
    this.attempts = attempts;
    this.limits = limits;
    this.outcomes = outcomes;
    this.standings = standings;
    this.cooling = cooling;
    this.seats = seats;
    this.trials = trials;
  }

  Vertx vertx() {
    return vertx;
  }

  Attempts attempts() {
    return attempts;
  }

  AttemptConfig limits() {
    return limits;
  }

  LiveStandings standings() {
    return standings;
  }

  StandingConfig cooling() {
    return cooling;
  }

  Seats seats() {
    return seats;
  }

  Trials trials() {
    return trials;
  }

  Outcomes outcomes() {
    return outcomes;
  }
}
