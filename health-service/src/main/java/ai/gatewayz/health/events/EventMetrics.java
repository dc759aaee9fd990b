package ai.gatewayz.health.events;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came in from Kafka. */
@Singleton
class EventMetrics {

  private static final Map<String, String> NAMES =
      Arrays.stream(Topic.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  Topic::topicName, topic -> topic.name().toLowerCase(Locale.ROOT)));

  private final InstantSource clock;
  private final Map<Topic, Counter> events = new EnumMap<>(Topic.class);
  private final MeterRegistry registry;
  private volatile Instant answered;

  EventMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.answered = clock.instant();
    for (Topic topic : Topic.values()) {
      events.put(
          topic,
          counter(registry, "gatewayz.health.events", "Events read", NAMES.get(topic.topicName())));
      for (Refusal reason : Refusal.values()) {
        skips(topic.topicName(), reason);
      }
    }
    Gauge.builder("gatewayz.health.events.silence", this, EventMetrics::silence)
        .baseUnit("seconds")
        .description("Time since Kafka has last answered")
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String topic) {
    return Counter.builder(name).description(description).tag("topic", topic).register(registry);
  }

  void event(Topic topic) {
    events.get(topic).increment();
  }

  void skipped(String topic, Refusal reason) {
    skips(topic, reason).increment();
  }

  private Counter skips(String topic, Refusal reason) {
    return Counter.builder("gatewayz.health.events.skipped")
        .description("Events that were skipped, by reason")
        .tag("topic", NAMES.get(topic))
        .tag("reason", reason.tag())
        .register(registry);
  }

  /** Kafka has. */
  void answered() {
    answered = clock.instant();
  }

  private double silence() {
    return Math.max(0, Duration.between(answered, clock.instant()).toMillis() / 1000.0);
  }
}
