package ai.gatewayz.gateway.keyfeed;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** A thread that has hung would let in for ever who was let in once. */
@Liveness
@ApplicationScoped
class KeyFeedLiveness implements HealthCheck {

  private final KeyFeed feed;

  KeyFeedLiveness(KeyFeed feed) {
    this.feed = feed;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("keys")
        .status(feed.follower().alive())
        .withData("silence-seconds", feed.follower().silence().toSeconds())
        .build();
  }
}
