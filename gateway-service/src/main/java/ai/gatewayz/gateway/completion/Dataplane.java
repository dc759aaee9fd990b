package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import ai.gatewayz.gateway.attempt.Attempts;
import ai.gatewayz.gateway.outcome.Outcomes;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** What every completion works with. */
@ApplicationScoped
class Dataplane {

  private final Vertx vertx;
  private final Attempts attempts;
  private final AttemptConfig limits;
  private final Outcomes outcomes;

  Dataplane(Vertx vertx, Attempts attempts, AttemptConfig limits, Outcomes outcomes) {
    this.vertx = vertx;
    this.attempts = attempts;
    this.limits = limits;
    this.outcomes = outcomes;
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

  Outcomes outcomes() {
    return outcomes;
  }
}
