package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.outcome.Outcomes;
import ai.gatewayz.gateway.routing.RoutingConfig;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.trial.Looks;
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
  private final Seats seats;
  private final Looks looks;
  private final RoutingConfig routing;
  private final RequestMetrics metrics;

  Dataplane(
      Vertx vertx,
      Attempts attempts,
      AttemptConfig limits,
      Outcomes outcomes,
      LiveStandings standings,
      Seats seats,
      Looks looks,
      RoutingConfig routing,
      RequestMetrics metrics) {
    this.vertx = vertx;
    this.attempts = attempts;
    this.limits = limits;
    this.outcomes = outcomes;
    this.standings = standings;
    this.seats = seats;
    this.looks = looks;
    this.routing = routing;
    this.metrics = metrics;
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

  Seats seats() {
    return seats;
  }

  Looks looks() {
    return looks;
  }

  RoutingConfig routing() {
    return routing;
  }

  RequestMetrics metrics() {
    return metrics;
  }

  Outcomes outcomes() {
    return outcomes;
  }
}
