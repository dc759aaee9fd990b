package ai.gatewayz.catalog.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.local.backing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics as a real broker has them after the services made sure of them. */
class TopicsTest {

  @TempDir Path folder;
  private KafkaBroker broker;
  private Admin admin;

  @BeforeEach
  void start() throws Exception {
    broker = KafkaBroker.start(folder, 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  private void ensure() {
    Topics.ensure(admin, List.of(Topic.values()), (short) 1, 20);
  }

  @Test
  void missingOnesAreMadeAsTheContractSays() throws Exception {
    ensure();
    for (Topic topic : Topic.values()) {
      await().ignoreExceptions().until(() -> partitions(topic) == Topic.PARTITIONS);
      assertEquals(topic.settings(), own(topic));
    }
    ensure();
    assertEquals(Topic.OFFERS.settings(), own(Topic.OFFERS));
  }

  @Test
  void thoseOfBeforeKeepTheirPartitionsAndWhatSomebodyHasSet() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(Topic.OFFERS.topicName(), 6, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact", "segment.ms", "7200000")),
                new NewTopic(Topic.SYNCS.topicName(), 6, (short) 1)))
        .all()
        .get();
    await().ignoreExceptions().until(() -> partitions(Topic.SYNCS) == 6);
    ensure();
    await().ignoreExceptions().until(() -> partitions(Topic.OUTCOMES) == 6);
    for (Topic topic : Topic.values()) {
      assertEquals(6, partitions(topic), "one replica owns an offer in all topics");
      Map<String, String> wanted = new HashMap<>(topic.settings());
      if (topic == Topic.OFFERS) {
        wanted.put("segment.ms", "7200000");
      }
      await().untilAsserted(() -> assertEquals(wanted, effective(topic, wanted.keySet())));
    }
  }

  /**
   * A partition whose leader is not there yet refuses the first batch of a producer and takes its
   * second; the first is then out of order for good.
   */
  @Test
  void whatIsWrittenAtOnceArrives() throws Exception {
    ensure();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("linger.ms", 20);
    settings.put("request.timeout.ms", 8_000);
    settings.put("delivery.timeout.ms", 10_000);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 20_000; i++) {
        sent.add(
            producer.send(
                new ProducerRecord<>(Topic.OFFERS.topicName(), "p:" + i, "a".repeat(800))));
      }
      producer.flush();
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** With the settings of before this takes a week. */
  @Test
  void whatIsSaidAgainAndAgainIsSoonSaidOnce() throws Exception {
    ensure();
    // An hour is long for a test: what closes a segment is shortened, what cleans it is not.
    ConfigResource offers = resource(Topic.OFFERS);
    admin
        .incrementalAlterConfigs(
            Map.of(
                offers, List.of(set("segment.ms", "1000"), set("max.compaction.lag.ms", "1000"))))
        .all()
        .get();
    Map<String, Object> kafka =
        new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    Topics.compress(kafka);
    try (var producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                for (int i = 0; i < 200; i++) {
                  producer.send(
                      new ProducerRecord<>(Topic.OFFERS.topicName(), 0, "p:a", "again " + i));
                }
                producer.flush();
                return read(new TopicPartition(Topic.OFFERS.topicName(), 0)) < 1_000
                    && end(new TopicPartition(Topic.OFFERS.topicName(), 0)) > 2_000;
              });
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private long end(TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  /** How many events a reading from the start has. */
  private int read(TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      int read = 0;
      while (consumer.position(partition) < end) {
        read += consumer.poll(Duration.ofMillis(100)).count();
      }
      return read;
    }
  }

  private int partitions(Topic topic) throws Exception {
    return admin
        .describeTopics(List.of(topic.topicName()))
        .allTopicNames()
        .get()
        .get(topic.topicName())
        .partitions()
        .size();
  }

  /** What counts, be it the topic's own or the broker's. */
  private Map<String, String> effective(Topic topic, Set<String> names) throws Exception {
    Config config =
        admin.describeConfigs(List.of(resource(topic))).all().get().get(resource(topic));
    return names.stream()
        .collect(Collectors.toMap(Function.identity(), name -> config.get(name).value()));
  }

  /** What is set of the topic itself. */
  private Map<String, String> own(Topic topic) throws Exception {
    Config config =
        admin.describeConfigs(List.of(resource(topic))).all().get().get(resource(topic));
    assertTrue(config.entries().size() > 10);
    return config.entries().stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }
}
