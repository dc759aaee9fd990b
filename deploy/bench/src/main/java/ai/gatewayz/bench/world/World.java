package ai.gatewayz.bench.world;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The running stack, all of it on loopback; what was started is stopped when it is closed. */
public final class World implements AutoCloseable {

  public static final String API_KEY = "callers-key-of-this-run-only";
  public static final String OPERATOR = "operator-token-of-this-run-only";

  /** Heaps as the shipped containers leave them. */
  private final Setting setting;

  private final Path folder;
  private final WorldOptions options;
  private final Map<String, String> providers;
  private final KafkaProcess kafka;
  private final PostgresProcess postgres;
  private final SmallDisk disk;
  private final Map<Service, Clock> clocks = new EnumMap<>(Service.class);
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private int added;

  private World(
      Setting setting,
      Path folder,
      WorldOptions options,
      Map<String, String> providers,
      SmallDisk disk)
      throws IOException {
    Ports ports = Ports.free();
    this.setting = setting;
    this.folder = folder;
    this.options = options;
    this.providers = providers;
    this.disk = disk;
    this.kafka = new KafkaProcess(folder.resolve("kafka"), ports.kafka());
    this.postgres = new PostgresProcess(folder.resolve("postgres"), ports.postgres());
    for (Service service : Service.values()) {
      clocks.put(service, new Clock(folder.resolve("clock-" + service.module())));
    }
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @param providers configuration of the providers
   */
  public static World start(
      Setting setting, String name, WorldOptions options, Map<String, String> providers)
      throws Exception {
    Path folder = setting.folder(name).toAbsolutePath();
    SmallDisk disk = options.smallDisk() ? SmallDisk.mount(folder.resolve("postgres")) : null;
    World world = new World(setting, folder, options, providers, disk);
    try {
      world.postgres.start();
      world.kafka.start();
      for (Service service : Service.values()) {
        for (int i = 0; i < options.replicas().get(service); i++) {
          world.add(service);
        }
      }
      for (Replica each : world.replicas) {
        each.awaitReady();
      }
      return world;
    } catch (Exception | Error e) {
      world.close();
      throw e;
    }
  }

  /** Launches one more replica; it is not ready yet. */
  public Replica add(Service service) throws IOException, SkippedException {
    String name = service.module() + "-" + ++added;
    Replica replica =
        new Replica(
            service,
            name,
            setting.root(),
            folder.resolve(name),
            new Packaging.Jars(Shipped.read(setting.root(), service).jvm()),
            properties(service, folder.resolve(name)));
    replica.launch();
    replicas.add(replica);
    return replica;
  }

  private Map<String, String> properties(Service service, Path own) throws SkippedException {
    Map<String, String> properties = new HashMap<>(providers);
    properties.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    switch (service) {
      case CATALOG -> {
        properties.putAll(postgres.quarkusProperties("catalog"));
        properties.put("gatewayz.admin.token-sha256", Secrets.sha256(OPERATOR));
      }
      case HEALTH -> {
        properties.putAll(postgres.quarkusProperties("health"));
        properties.put("gatewayz.admin.token-sha256", Secrets.sha256(OPERATOR));
      }
      case GATEWAY -> {
        properties.put("gatewayz.gateway.keys.caller", Secrets.sha256(API_KEY));
        properties.put("gatewayz.gateway.snapshot-file", own.resolve("snapshot.json").toString());
        // As the manifests have it.
        properties.put("quarkus.shutdown.delay", "10s");
        properties.put("quarkus.shutdown.timeout", "60s");
      }
    }
    if (options.clocks()) {
      properties.putAll(clocks.get(service).environment());
    }
    return properties;
  }

  /** A replica ends for good. */
  public void remove(Replica replica) throws InterruptedException {
    replica.stop();
    replicas.remove(replica);
  }

  public List<Replica> replicas(Service service) {
    return replicas.stream().filter(each -> each.service() == service).toList();
  }

  public List<Replica> replicas() {
    return List.copyOf(replicas);
  }

  public KafkaProcess kafka() {
    return kafka;
  }

  public PostgresProcess postgres() {
    return postgres;
  }

  /** Only where it was asked for. */
  public SmallDisk disk() {
    return disk;
  }

  public Clock clock(Service service) {
    return clocks.get(service);
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws Exception {
    List<AutoCloseable> all = new ArrayList<>(replicas.reversed());
    all.add(kafka);
    all.add(postgres);
    if (disk != null) {
      all.add(disk);
    }
    Exception failed = null;
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (Exception e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
