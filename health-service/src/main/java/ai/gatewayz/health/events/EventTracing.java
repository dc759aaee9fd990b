package ai.gatewayz.health.events;

import ai.gatewayz.catalog.tracing.ConsumedEvents;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where traces go on with what the watch takes in. */
final class EventTracing {

  private EventTracing() {}

  @Produces
  @Singleton
  static ConsumedEvents consumedEvents(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off,
      InstantSource clock) {
    return ConsumedEvents.of(telemetry, !off, clock, "watch");
  }
}
