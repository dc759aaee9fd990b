package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityHeaders;
import ai.gatewayz.providers.ProvidersConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What can be seen of the snapshot from outside; no label ever holds a model id. */
@Singleton
class FeedMetrics {

  private final MeterRegistry registry;
  private final Snapshots snapshots;
  private final Timer propagation;
  private final Timer fromEvidence;
  // When each verdict that is not published yet was sent, and when its evidence was seen, in epoch
  // milliseconds.
  private final List<Long> arrived = new ArrayList<>();
  private final List<Long> seen = new ArrayList<>();
  private final AtomicLong loadMillis = new AtomicLong();
  private volatile Counts counts = new Counts(null, Map.of());

  FeedMetrics(MeterRegistry registry, Snapshots snapshots, ProvidersConfig config) {
    this.registry = registry;
    this.snapshots = snapshots;
    propagation =
        delay(
            "gatewayz.snapshot.propagation",
            "Time from a verdict's event until requests are routed by it");
    fromEvidence =
        delay(
            "gatewayz.verdict.propagation",
            "Time from evidence, in a probe or in traffic, until requests are routed by its verdict");
    Gauge.builder("gatewayz.snapshot.age", snapshots, held -> held.age().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("Time since the snapshot was last known to have all that the topics hold")
        .register(registry);
    Gauge.builder("gatewayz.snapshot.models", snapshots, held -> held.current().modelCount())
        .description("Models in the snapshot")
        .register(registry);
    TimeGauge.builder(
            "gatewayz.snapshot.load", loadMillis, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
        .description("Duration of the last load of the topics")
        .register(registry);
    for (String provider : config.providers().keySet()) {
      offersOf(provider);
    }
    for (Topic topic : List.of(Topic.OFFERS, Topic.AVAILABILITY)) {
      for (Refusal reason : Refusal.values()) {
        skips(topic.topicName(), reason);
      }
    }
  }

  private Timer delay(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }

  private void offersOf(String provider) {
    for (State state : State.values()) {
      Gauge.builder("gatewayz.snapshot.offers", () -> count(provider, state))
          .description("Offers in the snapshot")
          .tag("provider", provider)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void loaded(Duration time) {
    forget();
    loadMillis.set(time.toMillis());
  }

  /** Notes an event that came after loading; for the thread of the feed. */
  void arrived(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topic.AVAILABILITY.topicName())) {
      arrived.add(record.timestamp());
      AvailabilityHeaders.evidenceTime(record.headers())
          .ifPresent(time -> seen.add(time.toEpochMilli()));
    }
  }

  /** Says that the events noted so far are in routing now; for the thread of the feed. */
  void published(Instant now) {
    arrived.forEach(sent -> record(propagation, sent, now));
    seen.forEach(time -> record(fromEvidence, time, now));
    forget();
  }

  /** Says that the events noted so far were known already; for the thread of the feed. */
  void nothingNew() {
    forget();
  }

  private void forget() {
    arrived.clear();
    seen.clear();
  }

  // Clocks differ between hosts: what seems to come from the future took no time.
  private static void record(Timer timer, long from, Instant now) {
    timer.record(Math.max(0, now.toEpochMilli() - from), TimeUnit.MILLISECONDS);
  }

  void skipped(String topic, Refusal reason) {
    skips(topic, reason).increment();
  }

  private Counter skips(String topic, Refusal reason) {
    return Counter.builder("gatewayz.snapshot.events.skipped")
        .description("Events that were skipped, by reason")
        .tag("topic", topic)
        .tag("reason", reason.tag())
        .register(registry);
  }

  // A scrape asks for every provider and state: they are counted once for one snapshot.
  private long count(String provider, State state) {
    Snapshot current = snapshots.current();
    Counts known = counts;
    if (known.snapshot != current) {
      Map<Label, Long> counted = new HashMap<>();
      current.forEachOffer(
          view -> counted.merge(new Label(view.offer().provider(), view.state()), 1L, Long::sum));
      known = new Counts(current, counted);
      counts = known;
    }
    return known.counted.getOrDefault(new Label(provider, state), 0L);
  }

  private record Label(String provider, State state) {}

  private record Counts(Snapshot snapshot, Map<Label, Long> counted) {}
}
