package ai.gatewayz.gateway.feed;

import ai.gatewayz.gateway.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: there is a snapshot to serve from. Whether it is fresh, or Kafka and the providers
 * are up, has no part in it: a replica that can answer must not be taken out of service.
 */
@Readiness
@ApplicationScoped
class SnapshotReadiness implements HealthCheck {

  private final Snapshots snapshots;

  SnapshotReadiness(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public HealthCheckResponse call() {
    boolean loaded = snapshots.loaded();
    var response = HealthCheckResponse.named("snapshot").status(loaded);
    if (loaded) {
      response
          .withData("offers", snapshots.current().offerCount())
          .withData("models", snapshots.current().modelCount())
          .withData("age-seconds", snapshots.age().toSeconds());
    }
    return response.build();
  }
}
