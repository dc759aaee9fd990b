package ai.gatewayz.health.events;

import ai.gatewayz.catalog.contract.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What came in from Kafka. */
@Singleton
class EventMetrics {

  private final InstantSource clock;
  private final Map<Topic, Counter> events = new EnumMap<>(Topic.class);
  private final Map<Topic, Counter> skipped = new EnumMap<>(Topic.class);
  private volatile Instant polled;

  EventMetrics(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.polled = clock.instant();
    for (Topic topic : Topic.values()) {
      String name = topic.name().toLowerCase(Locale.ROOT);
      events.put(topic, counter(registry, "gatewayz.health.events", "Events read", name));
      skipped.put(
          topic,
          counter(
              registry, "gatewayz.health.events.skipped", "Events that could not be read", name));
    }
    Gauge.builder("gatewayz.health.events.silence", this, EventMetrics::silence)
        .baseUnit("seconds")
        .description("Since Kafka was last asked for events with success")
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String topic) {
    return Counter.builder(name).description(description).tag("topic", topic).register(registry);
  }

  void event(Topic topic) {
    events.get(topic).increment();
  }

  void skipped(Topic topic) {
    skipped.get(topic).increment();
  }

  void polled() {
    polled = clock.instant();
  }

  private double silence() {
    return Math.max(0, Duration.between(polled, clock.instant()).toMillis() / 1000.0);
  }
}
