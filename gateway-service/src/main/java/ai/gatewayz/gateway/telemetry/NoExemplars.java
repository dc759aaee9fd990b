package ai.gatewayz.gateway.telemetry;

import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Metrics name no traces. The spans of this service are made by hand and are nobody's current span:
 * there would be none to find, and looking for one costs every measurement of every request.
 */
@Singleton
class NoExemplars {

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Optional<ExemplarSampler> none() {
    return Optional.empty();
  }
}
