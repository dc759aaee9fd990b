package ai.gatewayz.catalog.background;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.consumer.SkipLog;
import ai.gatewayz.catalog.contract.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts records of Kafka that could not be used. */
@ApplicationScoped
public class SkippedEvents implements SkipLog.Counter {

  private final MeterRegistry registry;

  SkippedEvents(MeterRegistry registry) {
    this.registry = registry;
    for (Topic topic : List.of(Topic.OFFERS, Topic.AVAILABILITY)) {
      for (Refusal reason : Refusal.values()) {
        counter(topic.topicName(), reason);
      }
    }
  }

  @Override
  public void skipped(String topic, Refusal reason) {
    counter(topic, reason).increment();
  }

  private Counter counter(String topic, Refusal reason) {
    return Counter.builder("gatewayz.catalog.events.skipped")
        .description("Events that were skipped, by reason")
        .tag("topic", topic)
        .tag("reason", reason.tag())
        .register(registry);
  }
}
