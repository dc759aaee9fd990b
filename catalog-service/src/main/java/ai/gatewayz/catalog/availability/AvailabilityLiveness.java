package ai.gatewayz.catalog.availability;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that verdicts are listened to, whether or not Kafka and the database are there. */
@Liveness
@ApplicationScoped
class AvailabilityLiveness implements HealthCheck {

  private final AvailabilityListener listener;

  AvailabilityLiveness(AvailabilityListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("verdicts")
        .status(listener.follower().alive())
        .withData("silence-seconds", listener.follower().silence().toSeconds())
        .build();
  }
}
