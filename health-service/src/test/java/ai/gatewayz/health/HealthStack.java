package ai.gatewayz.health;

import ai.gatewayz.catalog.contract.Offer;
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
import java.util.List;
import java.util.Map;

/**
 * What the health service needs around it: a real PostgreSQL, a real Kafka that can be stopped, the
 * simulated providers.
 */
public final class HealthStack implements QuarkusTestResourceLifecycleManager {

  public static final String ADMIN_TOKEN = "operator-token-of-tests";
  private static final String ADMIN_SHA256 =
      "0e601db4f58daa30553034b71c145409ca4b0650706ca8ec955c33a7fdf20332";

  private PostgresServer postgres;
  private KafkaBroker kafka;
  private Path kafkaDirectory;
  private Simulator simulator;

  @Override
  public Map<String, String> start() {
    try {
      postgres = PostgresServer.startTemporary().withDatabase("gatewayz");
      kafkaDirectory = Files.createTempDirectory("gatewayz-kafka");
      kafka = KafkaBroker.start(kafkaDirectory, 0);
      simulator = Simulator.start(SimulatorOptions.defaults());
    } catch (Exception e) {
      throw new IllegalStateException("cannot start what the health service needs", e);
    }
    Map<String, String> properties = new HashMap<>(simulator.quarkusProperties());
    properties.putAll(postgres.quarkusProperties("gatewayz"));
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    properties.put("gatewayz.admin.token-sha256", ADMIN_SHA256);
    properties.put("gatewayz.health.probe.per-second", "50");
    properties.put("gatewayz.health.probe.concurrency", "8");
    properties.put("gatewayz.health.probe.timeout", "3s");
    properties.put("gatewayz.health.watch.confirm", "200ms");
    properties.put("gatewayz.health.watch.recovery", "1s");
    return properties;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(HealthStack.class));
  }

  public Simulator simulator() {
    return simulator;
  }

  /** One of a provider's offers that answer, another for each index. */
  Offer answering(String provider, int index) {
    List<String> gone = simulator.catalog().goneIds(provider);
    return Offers.chat(
        provider,
        simulator.catalog().chatIds(provider).stream()
            .filter(id -> !gone.contains(id))
            .skip(index)
            .findFirst()
            .orElseThrow());
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
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
