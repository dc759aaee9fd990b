package ai.gatewayz.gateway.feed;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive means that the topics are looked at, whether or not Kafka is there. A thread that has hung
 * would serve an old snapshot for ever.
 */
@Liveness
@ApplicationScoped
class FeedLiveness implements HealthCheck {

  private final SnapshotFeed feed;

  FeedLiveness(SnapshotFeed feed) {
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("feed")
        .status(feed.follower().alive())
        .withData("silence-seconds", feed.follower().silence().toSeconds())
        .build();
  }
}
