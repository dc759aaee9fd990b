package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.access.KafkaAccess;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports which rights Kafka denies; what can be done without them goes on, so it is never down.
 */
@Readiness
@ApplicationScoped
class AccessReadiness implements HealthCheck {

  private final KafkaAccess access;

  AccessReadiness(KafkaAccess access) {
    this.access = access;
  }

  @Produces
  @Singleton
  static KafkaAccess kafkaAccess(MeterRegistry registry) {
    KafkaAccess access = new KafkaAccess();
    Gauge.builder("gatewayz.kafka.rights.denied", access, known -> known.denied().size())
        .description("Operations that Kafka denies this service for lack of a right")
        .register(registry);
    return access;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("kafka-rights").up();
    access.denied().forEach(response::withData);
    return response.build();
  }
}
