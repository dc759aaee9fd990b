package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;

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
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * The packaged health service with the simulated providers, a Kafka and a PostgreSQL that keep
 * their data, and offers that this test has listed.
 */
final class HealthAlone implements AutoCloseable {

  private static final List<String> PROVIDERS = List.of("together", "fireworks");
  private static final List<TopicPartition> VERDICTS =
      IntStream.range(0, Topic.PARTITIONS)
          .mapToObj(number -> new TopicPartition(Topic.AVAILABILITY.topicName(), number))
          .toList();

  private static final String TOKEN = "operator-token-of-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Ports ports = Ports.free();
  private final Path data = Files.createTempDirectory("gatewayz-health-alone");
  private final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
  private final Map<String, List<String>> offers = new HashMap<>();
  private PostgresServer postgres;
  private KafkaBroker kafka;
  private ServiceProcess service;

  private HealthAlone() throws Exception {
    startPostgres();
    startKafka();
  }

  /**
   * Lists at most so many offers, of which a few are gone, and waits until the service is ready.
   */
  static HealthAlone start(int offers) throws Exception {
    HealthAlone alone = new HealthAlone();
    try {
      alone.list(offers);
      alone.startService();
      return alone;
    } catch (Exception | Error e) {
      alone.close();
      throw e;
    }
  }

  private void list(int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Topics.ensure(admin, List.of(Topic.OFFERS, Topic.AVAILABILITY), (short) 1, 20);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (String provider : PROVIDERS) {
        List<String> ids =
            simulator.catalog().chatIds(provider).stream().limit(count / PROVIDERS.size()).toList();
        offers.put(provider, ids);
        ids.forEach(id -> producer.send(event(offer(provider, id))));
      }
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

  private void startPostgres() throws Exception {
    postgres =
        PostgresServer.startPersistent(data.resolve("postgres"), ports.postgres())
            .withDatabase("health");
  }

  private void startKafka() throws Exception {
    kafka = KafkaBroker.start(data.resolve("kafka"), ports.kafka());
  }

  private void startService() throws Exception {
    Packaging packaging =
        RunningStack.nativeExecutables() ? Packaging.executables() : Packaging.jars();
    StackOptions options =
        new StackOptions(RunningStack.root(), data, ports, packaging, true, data, Map.of());
    Map<String, String> properties = new HashMap<>(simulator.quarkusProperties());
    properties.putAll(postgres.quarkusProperties("health"));
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(ports.health()));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(ports.healthManagement()));
    properties.put("quarkus.log.console.json.enabled", "false");
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    properties.put("gatewayz.admin.token-sha256", Secrets.sha256(TOKEN));
    properties.put("gatewayz.health.probe.per-second", "50");
    properties.put("gatewayz.health.probe.concurrency", "8");
    properties.put("gatewayz.health.probe.daily-usd", "1000");
    properties.put("gatewayz.health.watch.confirm", "500ms");
    // Nobody's turn comes during the test: whoever is asked is asked because of a restart.
    properties.put("gatewayz.health.watch.recovery", "1h");
    properties.put("gatewayz.health.watch.retell", "1h");
    service = ServiceProcess.start(Service.HEALTH, options, properties);
    await().atMost(Duration.ofSeconds(60)).until(() -> ready() || !service.isAlive());
    if (!service.isAlive()) {
      throw new IllegalStateException(service.lastWords(30));
    }
  }

  void restart() throws Exception {
    service.stop();
    startService();
  }

  void killAndStart() throws Exception {
    service.kill();
    startService();
  }

  void restartKafka() throws Exception {
    kafka.close();
    startKafka();
  }

  void restartPostgres() throws Exception {
    postgres.close();
    startPostgres();
  }

  boolean ready() throws InterruptedException {
    return service.isReady(http);
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
  int asked() {
    return simulator.journal().requests().size();
  }

  /** How many offers the service watches. */
  long owned() throws Exception {
    return get("http://127.0.0.1:" + ports.healthManagement() + "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("gatewayz_health_offers{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Where the topic of verdicts ends, over all partitions: grows with every announcement. */
  long announced() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return consumer.endOffsets(VERDICTS).values().stream().mapToLong(Long::longValue).sum();
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
                record ->
                    verdicts.put(
                        OfferKey.parse(record.key()),
                        EventJson.read(record.value(), Availability.class)));
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

  Gateway.Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).GET());
  }

  Gateway.Answer probe(String provider, String id) throws Exception {
    return send(
        HttpRequest.newBuilder(address("/health/admin/probes/" + provider + "/" + id))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** An operator's word for an hour. */
  Gateway.Answer override(String provider, String id, String state) throws Exception {
    String body =
        Gateway.JSON
            .createObjectNode()
            .put("state", state)
            .put("reason", "a test of restarts")
            .put("author", "ann")
            .put("until", Instant.now().plus(Duration.ofHours(1)).toString())
            .toString();
    return send(
        HttpRequest.newBuilder(address("/health/admin/overrides/" + provider + "/" + id))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + ports.health()).resolve(path);
  }

  private Gateway.Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(
            request
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(20))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Gateway.Answer(answer.statusCode(), answer.body(), answer);
  }

  @Override
  public void close() throws Exception {
    if (service != null) {
      service.stop();
    }
    kafka.close();
    postgres.close();
    simulator.close();
    http.close();
  }
}
