package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.access.KafkaAccess;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How far the relay is behind. */
@ApplicationScoped
public class RelayMetrics {

  private static final String TASK = "publish offers and changes";

  private final KafkaAccess access;
  private final InstantSource clock;
  private final Counter published;
  private final Counter failures;
  private volatile Instant oldest;

  RelayMetrics(KafkaAccess access, MeterRegistry registry, InstantSource clock) {
    this.access = access;
    this.clock = clock;
    published =
        Counter.builder("gatewayz.catalog.outbox.published")
            .description("Outbox entries that Kafka has acknowledged")
            .register(registry);
    failures =
        Counter.builder("gatewayz.catalog.outbox.failures")
            .description("Batches that could not be published and will be sent again")
            .register(registry);
    Gauge.builder("gatewayz.catalog.outbox.lag", this, RelayMetrics::lagSeconds)
        .description("Age of the oldest outbox entry that is not published")
        .baseUnit("seconds")
        .register(registry);
  }

  void drained() {
    access.worked(TASK);
    oldest = null;
  }

  void behind(Instant oldestEntry) {
    oldest = oldestEntry;
  }

  void published(int entries) {
    published.increment(entries);
  }

  void failed(Throwable failure) {
    failures.increment();
    access.failed(TASK, failure);
  }

  private double lagSeconds() {
    Instant since = oldest;
    return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }
}
