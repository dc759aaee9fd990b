package ai.gatewayz.local.backing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL (database {@code gatewayz}) and a real Kafka for a {@code @QuarkusTest} or a
 * {@code @QuarkusIntegrationTest}; both end with the test JVM's use of them.
 */
public final class BackingServices implements QuarkusTestResourceLifecycleManager {

  private PostgresServer postgres;
  private KafkaBroker kafka;

  @Override
  public Map<String, String> start() {
    try {
      postgres = PostgresServer.startTemporary().withDatabase("gatewayz");
      kafka = KafkaBroker.start(Files.createTempDirectory("gatewayz-kafka"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the backing services", e);
    }
    Map<String, String> properties = new HashMap<>(postgres.quarkusProperties("gatewayz"));
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    return properties;
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
