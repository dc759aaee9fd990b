package ai.gatewayz.local.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A single-node KRaft broker on loopback that keeps its log in a directory and goes on with it when
 * started again.
 */
public final class KafkaBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Blocks until the broker is up.
   *
   * @param port 0 for any free port
   */
  public static KafkaBroker start(Path directory, int port) throws Exception {
    return start(directory, port, Map.of(), List.of());
  }

  /**
   * The same with settings of one's own, which win; of {@code listeners} and their protocols those
   * for clients, the controller's are added.
   *
   * @param users of SCRAM that it begins with, as {@code SCRAM-SHA-512=[name=…,password=…]}
   */
  public static KafkaBroker start(
      Path directory, int port, Map<String, String> own, List<String> users) throws Exception {
    Files.createDirectories(directory);
    int broker = port != 0 ? port : FreePort.next();
    KafkaConfig config = new KafkaConfig(settings(directory, broker, FreePort.next(), own));
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format(directory, users);
    }
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, broker);
  }

  private static Map<String, String> settings(
      Path directory, int broker, int controller, Map<String, String> own) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("listeners", "PLAINTEXT://127.0.0.1:" + broker);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT");
    settings.put("log.dirs", directory.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a kill the new broker waits for the old one's session to end: keep that short.
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "1");
    settings.put("num.replica.fetchers", "1");
    // The default sets 128 MiB aside before the first message.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.segment.bytes", "16777216");
    settings.putAll(own);
    settings.put("advertised.listeners", settings.get("listeners"));
    settings.merge("listeners", "CONTROLLER://127.0.0.1:" + controller, KafkaBroker::both);
    settings.merge("listener.security.protocol.map", "CONTROLLER:PLAINTEXT", KafkaBroker::both);
    return settings;
  }

  private static String both(String one, String other) {
    return one + "," + other;
  }

  private static void format(Path directory, List<String> users) throws Exception {
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setDirectories(List.of(directory.toString()))
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setIgnoreFormatted(true)
        .setScramArguments(users)
        .run();
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Blocks until the broker has stopped. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
