package ai.gatewayz.gateway.outcome;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that the other replicas are listened to, whether or not Kafka is there. */
@Liveness
@ApplicationScoped
class OutcomeLiveness implements HealthCheck {

  private final OutcomeListener listener;

  OutcomeLiveness(OutcomeListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("outcomes")
        .status(listener.follower().alive())
        .withData("silence-seconds", listener.follower().silence().toSeconds())
        .build();
  }
}
