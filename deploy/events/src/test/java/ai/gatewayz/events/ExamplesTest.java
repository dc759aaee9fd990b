package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.local.backing.KafkaBroker;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples as a reader would run them, on a broker with events of every kind that matters. */
class ExamplesTest {

  private static final Path EXAMPLES = EventType.folder().resolve("examples");
  private static final OfferKey HERE = new OfferKey("huggingface", "meta-llama/Llama:8b");
  private static final OfferKey THERE = new OfferKey("together", "Meta/Llama-8B");
  private static final OfferKey DEAD = new OfferKey("together", "old/dead");
  private static final OfferKey WITHDRAWN = new OfferKey("fireworks", "accounts/x/withdrawn");

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void fill() throws Exception {
    broker = KafkaBroker.start(folder, 0);
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Topics.ensure(admin, List.of(Topic.values()), (short) 1, 20);
    }
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      // What is not sound keeps nothing else away.
      raw(producer, EventType.OFFER, HERE.toString(), "{\"version\":");
      raw(producer, EventType.OFFER, HERE.toString(), "{\"version\":1e99999999999999999999}");
      raw(producer, EventType.OFFER, "no key", "[1]");
      send(producer, EventType.AVAILABILITY, DEAD, verdict(DEAD, "available", Long.MAX_VALUE));
      for (OfferKey key : List.of(HERE, THERE, DEAD, WITHDRAWN)) {
        send(producer, EventType.OFFER, key, offer(key));
        send(producer, EventType.AVAILABILITY, key, verdict(key, "available", 2));
      }
      send(producer, EventType.AVAILABILITY, DEAD, verdict(DEAD, "unavailable", 3));
      send(producer, EventType.OFFER, WITHDRAWN, null);
      send(producer, EventType.AVAILABILITY, WITHDRAWN, null);
      send(producer, EventType.AVAILABILITY, THERE, verdict(THERE, "resting", 4));
      send(producer, EventType.AVAILABILITY, THERE, verdict(THERE, "available", 5));
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void theJavaExampleKeepsTheTableOfWhatAnswers() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String output =
        run(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EXAMPLES.resolve("AvailableModels.java").toString(),
            broker.bootstrapServers(),
            "--once");
    assertEquals(
        List.of("meta-llama/Llama-8B\thuggingface,together"), output.lines().limit(1).toList());
    assertEquals(2, output.lines().count(), output);
  }

  @Test
  void theShellExampleListsWhatAnswers() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "kcat"))),
        "skipped: kcat is not installed");
    String output =
        run(EXAMPLES.resolve("available-offers.sh").toString(), broker.bootstrapServers());
    assertEquals(List.of(HERE.toString(), THERE.toString()), output.lines().toList());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> read(errors));
    return output;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, EventType event, OfferKey key, ObjectNode value)
      throws Exception {
    byte[] json = value == null ? null : Schemas.JSON.writeValueAsBytes(value);
    URI source = URI.create("/catalog-service");
    producer
        .send(
            new CloudEvent("id", source, event.type(), key.toString(), Instant.EPOCH)
                .record(event.topic(), json))
        .get();
  }

  private static void raw(
      KafkaProducer<String, byte[]> producer, EventType event, String key, String value)
      throws Exception {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(event.topic().topicName(), key, bytes)).get();
  }

  private static ObjectNode offer(OfferKey key) {
    return example(EventType.OFFER, key).put("model", "meta-llama/Llama-8B").put("version", 1);
  }

  private static ObjectNode verdict(OfferKey key, String state, long version) {
    return example(EventType.AVAILABILITY, key).put("state", state).put("version", version);
  }

  private static ObjectNode example(EventType event, OfferKey key) {
    ObjectNode example = Schemas.json(event).path("examples").path(0).deepCopy();
    return example.put("provider", key.provider()).put("id", key.id()).put("later", "unknown");
  }
}
