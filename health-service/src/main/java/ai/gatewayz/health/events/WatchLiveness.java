package ai.gatewayz.health.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that the topics are looked at, whether or not Kafka is there. */
@Liveness
@ApplicationScoped
class WatchLiveness implements HealthCheck {

  private final OfferWatch watch;

  WatchLiveness(OfferWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("watch")
        .status(watch.follower().alive())
        .withData("silence-seconds", watch.follower().silence().toSeconds())
        .build();
  }
}
