package ai.gatewayz.bench.catalog;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An empty PostgreSQL that writes to disk, an empty Kafka, and providers with full lists. */
final class Ground implements AutoCloseable {

  static final List<String> PROVIDERS =
      List.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface");

  private static final String DATABASE = "catalog";

  /** OpenRouter lists the newest model of a name under such an id too, which is no offer. */
  private static final String OTHER_NAME = "~";

  private final Path folder;
  private final Simulator simulator;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private List<String> providers = PROVIDERS;

  private Ground(Path folder, Simulator simulator, PostgresServer postgres, KafkaBroker kafka) {
    this.folder = folder;
    this.simulator = simulator;
    this.postgres = postgres;
    this.kafka = kafka;
  }

  static Ground prepare(Setting setting, String name) throws Exception {
    Path folder = setting.folder(name);
    boolean recorded = Files.isDirectory(setting.recordings());
    SimulatorOptions lists = SimulatorOptions.defaults();
    return new Ground(
        folder,
        Simulator.start(recorded ? lists.withRecordings(setting.recordings()) : lists.synthetic()),
        PostgresServer.startPersistent(folder.resolve("postgres"), Ports.free().postgres())
            .withDatabase(DATABASE),
        KafkaBroker.start(folder.resolve("kafka"), 0));
  }

  /** Leaves one provider, which lists so many offers. */
  void listOnly(int offers) {
    providers = List.of("featherless");
    List<String> ids = simulator.catalog().ids("featherless");
    for (int i = ids.size(); i < offers; i++) {
      String alike = ids.get(i % ids.size());
      ObjectNode entry =
          simulator.catalog().entry(ListName.FEATHERLESS, alike).orElseThrow().deepCopy();
      simulator.catalog().put(ListName.FEATHERLESS, entry.put("id", alike + "-" + i));
    }
    ids.stream().skip(offers).forEach(id -> simulator.catalog().remove(ListName.FEATHERLESS, id));
  }

  Path folder() {
    return folder;
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  List<String> providers() {
    return providers;
  }

  /** How many offers all lists have together. */
  int offers() {
    return (int)
        providers.stream()
            .flatMap(provider -> simulator.catalog().ids(provider).stream())
            .filter(id -> !id.startsWith(OTHER_NAME))
            .count();
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(simulator.quarkusProperties());
    settings.putAll(postgres.quarkusProperties(DATABASE));
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    for (String provider : PROVIDERS) {
      settings.put(
          "gatewayz.providers." + provider + ".enabled",
          Boolean.toString(providers.contains(provider)));
    }
    return settings;
  }

  /** When a provider was asked for a list for the first time. */
  Instant firstRequest() {
    return simulator.journal().requests().getFirst().at();
  }

  /** Differs when any row of offers was written, even with what it held before. */
  long offerRows() throws SQLException {
    return number("select coalesce(sum(hashtext(xmin::text || ctid::text)), 0) from offers");
  }

  /** How many changes of offers were ever to be published. */
  long offerEvents() throws SQLException {
    return number("select count(*) from outbox where action <> 'sync'");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE,
                PostgresServer.USER,
                PostgresServer.USER);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    postgres.close();
    simulator.close();
  }
}
