package ai.gatewayz.gateway.keyfeed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.gateway.feed.FeedConfig;
import ai.gatewayz.gateway.keys.KnownKeys;
import ai.gatewayz.gateway.keys.PublishedKey;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come from the topic, survive in the file, and stay in force while Kafka is away. */
class KeyFeedTest {

  private static final Instant AT = Instant.parse("2026-01-15T08:00:00Z");

  @TempDir Path folder;

  private final int port = FreePort.next();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private KafkaBroker broker;
  private KeyFeed feed;
  private KnownKeys known;

  @AfterEach
  void end() throws Exception {
    if (feed != null) {
      feed.stop();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private void startBroker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"), port);
    try (Admin admin = Admin.create(kafka())) {
      Topics.ensure(admin, List.of(Topic.KEYS), (short) 1, 20);
    }
  }

  private void startFeed() {
    known = new KnownKeys(registry);
    feed = new KeyFeed(kafka(), config(), known, new KafkaAccess(), registry, Clock.systemUTC());
    feed.start();
  }

  private FeedConfig config() {
    return new FeedConfig() {
      @Override
      public Optional<Path> snapshotFile() {
        return Optional.of(folder.resolve("snapshot.gz"));
      }

      @Override
      public Duration snapshotInterval() {
        return Duration.ofMinutes(1);
      }
    };
  }

  private static CallerKey key(String id, boolean disabled) {
    return PublishedKey.of(id, id).disabled(disabled).made();
  }

  private void send(String id, byte[] json) throws Exception {
    ProducerRecord<String, byte[]> record =
        new CloudEvent("id", URI.create("/catalog-service"), CloudEvent.KEY, id, AT)
            .record(Topic.KEYS, json);
    try (var producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(record).get(10, TimeUnit.SECONDS);
    }
  }

  private void send(CallerKey key) throws Exception {
    send(key.id(), EventJson.write(key));
  }

  private Set<String> inForce() {
    return known.all().stream()
        .map(key -> key.id() + (key.disabled() ? " disabled" : ""))
        .collect(Collectors.toSet());
  }

  private void awaitKeys(String... ids) {
    await().atMost(Duration.ofSeconds(30)).until(() -> inForce().equals(Set.of(ids)));
  }

  @Test
  void keysComeChangeAndGoAndOutliveKafkaInTheFile() throws Exception {
    startBroker();
    send(key("a", false));
    startFeed();
    awaitKeys("a");
    send(key("b", false));
    awaitKeys("a", "b");
    send("b", "{\"id\":\"b\"}".getBytes(StandardCharsets.UTF_8));
    send(key("a", true));
    awaitKeys("a disabled", "b");
    send("b", null);
    awaitKeys("a disabled");
    assertEquals(
        1,
        registry.get("gatewayz.keys.events.skipped").tag("reason", "malformed").counter().count());
    feed.stop();
    broker.close();
    broker = null;
    startFeed();
    awaitKeys("a disabled");
    byte[] file = Files.readAllBytes(KeyFile.beside(folder.resolve("snapshot.gz")));
    assertFalse(file.length == 0);
  }

  @Test
  void withoutTheTopicThereAreNoKeysAndItIsLookedForAgain() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"), port);
    startFeed();
    await().atMost(Duration.ofSeconds(30)).until(() -> known.loaded());
    try (Admin admin = Admin.create(kafka())) {
      Topics.ensure(admin, List.of(Topic.KEYS), (short) 1, 20);
    }
    send(key("late", false));
    awaitKeys("late");
  }

  @Test
  void aDamagedFileIsNotBelieved() throws Exception {
    Path file = folder.resolve("keys");
    List<CallerKey> keys = List.of(key("a", false), key("b", true));
    KeyFile.write(new KeyFile.Kept(AT, keys), file);
    assertEquals(new KeyFile.Kept(AT, keys), KeyFile.read(file, Clock.systemUTC()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThrows(IOException.class, () -> KeyFile.read(file, Clock.systemUTC()));
    Files.write(file, new byte[0]);
    assertThrows(IOException.class, () -> KeyFile.read(file, Clock.systemUTC()));
  }
}
