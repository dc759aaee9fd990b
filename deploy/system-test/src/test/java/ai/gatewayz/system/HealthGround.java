package ai.gatewayz.system;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What health services stand on: the simulated providers, a Kafka and a PostgreSQL that keep their
 * data, and offers that a test has listed.
 */
final class HealthGround implements AutoCloseable {

  private static final List<TopicPartition> VERDICTS =
      IntStream.range(0, Topic.PARTITIONS)
          .mapToObj(number -> new TopicPartition(Topic.AVAILABILITY.topicName(), number))
          .toList();

  private final Ports ports = Ports.free();
  private final Path data = Files.createTempDirectory("gatewayz-health");
  private final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
  private final Map<String, List<String>> offers = new HashMap<>();
  private PostgresServer postgres;
  private KafkaBroker kafka;

  private HealthGround() throws Exception {
    startPostgres();
    startKafka();
  }

  /** Lists at most so many offers of each provider, of which a few are gone. */
  static HealthGround with(Map<String, Integer> most) throws Exception {
    HealthGround ground = new HealthGround();
    try {
      ground.list(most);
      return ground;
    } catch (Exception | Error e) {
      ground.close();
      throw e;
    }
  }

  private void list(Map<String, Integer> most) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Topics.ensure(admin, List.of(Topic.OFFERS, Topic.AVAILABILITY), (short) 1, 20);
    }
    // One at a time: where a partition is so new that its first batch is refused, the second would
    // be taken, and the first never again.
    Map<String, Object> sending = new HashMap<>(settings);
    sending.put("max.in.flight.requests.per.connection", 1);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer())) {
      most.forEach(
          (provider, count) -> {
            List<String> ids = simulator.catalog().chatIds(provider).stream().limit(count).toList();
            offers.put(provider, ids);
            ids.forEach(id -> producer.send(event(offer(provider, id))));
          });
    }
  }

  private static ProducerRecord<String, byte[]> event(Offer offer) {
    String key = offer.key().toString();
    return new CloudEvent(
            key + "@1", URI.create("/catalog-service"), CloudEvent.OFFER, key, Instant.now())
        .record(Topic.OFFERS, EventJson.write(offer));
  }

  private static Offer offer(String provider, String id) {
    return new Offer(
        provider,
        id,
        id,
        id,
        id,
        "chat",
        Map.of(Capability.CHAT, CapabilitySource.LISTED),
        Set.of(Modality.TEXT),
        Set.of(Modality.TEXT),
        new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        1,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Withdraws an offer, as a catalog does whose provider no longer lists it. */
  void withdraw(OfferKey key) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topic.OFFERS.topicName(), key.toString(), null));
    }
    offers.computeIfPresent(
        key.provider(),
        (provider, ids) -> ids.stream().filter(id -> !id.equals(key.id())).toList());
  }

  private void startPostgres() throws Exception {
    postgres =
        PostgresServer.startPersistent(data.resolve("postgres"), ports.postgres())
            .withDatabase("health");
  }

  void startKafka() throws Exception {
    kafka = KafkaBroker.start(data.resolve("kafka"), ports.kafka());
  }

  void stopKafka() {
    kafka.close();
  }

  void restartKafka() throws Exception {
    stopKafka();
    startKafka();
  }

  void restartPostgres() throws Exception {
    postgres.close();
    startPostgres();
  }

  /** Configuration that points a health service at all of this. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(simulator.quarkusProperties());
    properties.putAll(postgres.quarkusProperties("health"));
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    return properties;
  }

  /** For what a replica keeps on disk: its log. */
  Path folder(String name) throws Exception {
    return Files.createDirectories(data.resolve(name));
  }

  Simulator simulator() {
    return simulator;
  }

  /** How many offers are listed: providers have few enough that not all have their share. */
  int listed() {
    return offers.values().stream().mapToInt(List::size).sum();
  }

  /** The offers of a provider that answer. */
  List<String> offers(String provider) {
    List<String> gone = simulator.catalog().goneIds(provider);
    return offers.get(provider).stream().filter(id -> !gone.contains(id)).toList();
  }

  /** Completions that the providers were asked for so far. */
  List<RecordedRequest> asked() {
    return simulator.journal().requests();
  }

  /** How many offers fall to each member of the consumer group, by what Kafka has assigned. */
  List<Long> shares(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        KafkaConsumer<String, byte[]> consumer = consumer()) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .map(member -> member.assignment().topicPartitions())
          .map(
              assigned ->
                  assigned.stream()
                      .filter(each -> each.topic().equals(Topic.OFFERS.topicName()))
                      .toList())
          // Each offer was listed once.
          .map(offers -> sum(consumer.endOffsets(offers)))
          .sorted()
          .toList();
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Where the topic of verdicts ends, over all partitions: grows with every announcement. */
  long announced() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return sum(consumer.endOffsets(VERDICTS));
    }
  }

  /** The verdicts as they stand on Kafka. */
  Map<OfferKey, Availability> verdicts() {
    Map<OfferKey, Availability> verdicts = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(VERDICTS);
      consumer.seekToBeginning(VERDICTS);
      Map<TopicPartition, Long> ends = consumer.endOffsets(VERDICTS);
      while (VERDICTS.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  OfferKey key = OfferKey.parse(record.key());
                  if (record.value() == null) {
                    verdicts.remove(key);
                  } else {
                    verdicts.put(key, EventJson.read(record.value(), Availability.class));
                  }
                });
      }
    }
    return verdicts;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() throws Exception {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    simulator.close();
  }
}
