package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.tracing.ConsumedEvents;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A feed and a real broker, which is there, not yet there, goes away and comes back. */
abstract class FeedGround {

  static final Offer LLAMA = chat("together", "meta/llama");
  static final Offer QWEN = chat("fireworks", "qwen/qwen");

  @TempDir Path folder;

  final int port = FreePort.next();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  InstantSource clock = Clock.systemUTC();
  Snapshots snapshots = new Snapshots(Clock.systemUTC());
  Optional<Path> file = Optional.empty();
  KafkaBroker broker;
  SnapshotFeed feed;
  SnapshotKeeper keeper;

  @AfterEach
  void end() throws Exception {
    if (feed != null) {
      feed.stop();
    }
    if (broker != null) {
      broker.close();
    }
  }

  void startBroker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"), port);
  }

  void startFeed() {
    FeedConfig config =
        new FeedConfig() {
          @Override
          public Optional<Path> snapshotFile() {
            return file;
          }

          @Override
          public Duration snapshotInterval() {
            return Duration.ofMinutes(1);
          }
        };
    keeper = new SnapshotKeeper(config, snapshots);
    FeedMetrics metrics = new FeedMetrics(registry, snapshots, Map::of);
    ConsumedEvents untraced =
        ConsumedEvents.of(OpenTelemetry.noop(), false, Clock.systemUTC(), "test");
    feed =
        new SnapshotFeed(kafka(), snapshots, keeper, metrics, untraced, new KafkaAccess(), clock);
    feed.start();
  }

  void awaitLoaded() {
    await().atMost(Duration.ofSeconds(20)).until(snapshots::loaded);
  }

  Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  State state(Offer offer) {
    return snapshots.current().offer(offer.key()).orElseThrow().state();
  }

  double skipped(Topic topic, Refusal reason) {
    return registry
        .get("gatewayz.snapshot.events.skipped")
        .tags("topic", topic.topicName(), "reason", reason.tag())
        .counter()
        .count();
  }

  void send(Offer... offers) throws Exception {
    for (Offer offer : offers) {
      produce(event(CloudEvent.OFFER, offer.key()).record(Topic.OFFERS, EventJson.write(offer)));
    }
  }

  void send(Availability verdict) throws Exception {
    produce(
        event(CloudEvent.AVAILABILITY, verdict.key())
            .record(Topic.AVAILABILITY, EventJson.write(verdict)));
  }

  void tombstone(Topic topic, OfferKey key) throws Exception {
    produce(new ProducerRecord<>(topic.topicName(), key.toString(), null));
  }

  void raw(Topic topic, String key, String value) throws Exception {
    produce(new ProducerRecord<>(topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8)));
  }

  void produce(ProducerRecord<String, byte[]> record) throws Exception {
    try (var producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(record).get(10, TimeUnit.SECONDS);
    }
  }

  static CloudEvent event(String type, OfferKey key) {
    return new CloudEvent(
        UUID.randomUUID().toString(), URI.create("/test"), type, key.toString(), Instant.now());
  }

  static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
