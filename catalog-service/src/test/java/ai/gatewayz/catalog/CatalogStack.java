package ai.gatewayz.catalog;

import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the catalog needs around it: a real PostgreSQL behind a cable that can be pulled, a real
 * Kafka that can be stopped and started, and the simulated providers. Injected into tests.
 */
public final class CatalogStack implements QuarkusTestResourceLifecycleManager {

  public static final String ADMIN_TOKEN = "operator-token-of-tests";
  private static final String ADMIN_SHA256 =
      "0e601db4f58daa30553034b71c145409ca4b0650706ca8ec955c33a7fdf20332";

  private PostgresServer postgres;
  private Cable postgresCable;
  private KafkaBroker kafka;
  private Path kafkaDirectory;
  private Simulator simulator;

  @Override
  public Map<String, String> start() {
    try {
      postgres = PostgresServer.startTemporary().withDatabase("gatewayz");
      postgresCable = Cable.to(postgres.port());
      kafkaDirectory = Files.createTempDirectory("gatewayz-kafka");
      kafka = KafkaBroker.start(kafkaDirectory, 0);
      simulator = Simulator.start(SimulatorOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot start what the catalog needs", e);
    }
    Map<String, String> properties = new HashMap<>(simulator.quarkusProperties());
    postgres
        .quarkusProperties("gatewayz")
        .forEach(
            (name, value) ->
                properties.put(
                    name, value.replace(":" + postgres.port(), ":" + postgresCable.port())));
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    properties.put("gatewayz.admin.token-sha256", ADMIN_SHA256);
    // Outages in tests are shorter than a minute, and longer than every patience.
    properties.put("gatewayz.catalog.relay.patience", "3s");
    properties.put("gatewayz.catalog.sync.lease", "3s");
    properties.put("gatewayz.catalog.retention.interval", "1s");
    properties.put("ai.gatewayz.catalog.listing.PageClient/read/Retry/delay", "50");
    properties.put("ai.gatewayz.catalog.listing.PageClient/read/Retry/jitter", "10");
    properties.put("gatewayz.catalog.changes.keep-alive", "1s");
    return properties;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(CatalogStack.class));
  }

  public Simulator simulator() {
    return simulator;
  }

  public Cable postgresCable() {
    return postgresCable;
  }

  /** The server itself, past the cable. */
  public int postgresPort() {
    return postgres.port();
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public void stopKafka() {
    kafka.close();
  }

  public void startKafka() throws Exception {
    kafka = KafkaBroker.start(kafkaDirectory, kafka.port());
  }

  @Override
  public void stop() {
    simulator.close();
    kafka.close();
    postgresCable.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
