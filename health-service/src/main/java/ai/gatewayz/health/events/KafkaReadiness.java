package ai.gatewayz.health.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that offers are being followed. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

  private final OfferWatch watch;

  KafkaReadiness(OfferWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("offers").status(watch.following()).build();
  }
}
