package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.gateway.Peer;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.backing.PostgresServer;
import java.nio.file.Path;

/**
 * A Kafka and a PostgreSQL that write to disk, and a provider that answers at once: fresh for each
 * measurement.
 */
record Ground(KafkaBroker kafka, PostgresServer postgres, Peer provider, int providerPort)
    implements AutoCloseable {

  static Ground start(Setting setting, String name) throws Exception {
    Path folder = setting.folder(name);
    KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"), 0);
    try {
      PostgresServer postgres =
          PostgresServer.startPersistent(folder.resolve("postgres"), FreePort.next())
              .withDatabase("health");
      try {
        int port = FreePort.next();
        Peer provider = Peer.provider(port, folder);
        State.createTopics(kafka.bootstrapServers());
        return new Ground(kafka, postgres, provider, port);
      } catch (Exception e) {
        postgres.close();
        throw e;
      }
    } catch (Exception e) {
      kafka.close();
      throw e;
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() throws Exception {
    provider.close();
    postgres.close();
    kafka.close();
  }
}
