package ai.gatewayz.catalog.background;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.consumer.SkipLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts records of Kafka that could not be used. */
@ApplicationScoped
public class SkippedEvents implements SkipLog.Counter {

  private final MeterRegistry registry;

  SkippedEvents(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void skipped(String topic, Refusal reason) {
    Counter.builder("gatewayz.catalog.events.skipped")
        .description("Events that were skipped, by reason")
        .tag("topic", topic)
        .tag("reason", reason.tag())
        .register(registry)
        .increment();
  }
}
