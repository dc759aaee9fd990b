package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.measure.BenchedService;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.measure.ProcessorTime;
import ai.gatewayz.bench.protocol.Protocol;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The packaged gateway with the image's options and every setting at its default. */
public final class BenchedGateway implements AutoCloseable {

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final BenchedService service;
  private final Ports ports;

  private BenchedGateway(BenchedService service, Ports ports) {
    this.service = service;
    this.ports = ports;
  }

  /** Starts the JARs as they are shipped and waits until they are ready. */
  public static BenchedGateway start(Setting setting, String kafka, int provider, Path snapshot)
      throws IOException, InterruptedException {
    return start(
        setting,
        new Packaging.Jars(Shipped.read(setting.root(), Service.GATEWAY).jvm()),
        kafka,
        provider,
        snapshot);
  }

  /** The same with a key for each provider of the offers, so that it can call all of them. */
  static BenchedGateway startWithAllKeys(Setting setting, String kafka, int provider, Path snapshot)
      throws IOException, InterruptedException {
    Map<String, String> properties = properties(kafka, provider, snapshot);
    for (String id : State.PROVIDERS) {
      properties.put("gatewayz.providers." + id + ".base-url", local(provider));
      properties.put("gatewayz.providers." + id + ".api-key", "the-providers");
    }
    return start(
        setting,
        new Packaging.Jars(Shipped.read(setting.root(), Service.GATEWAY).jvm()),
        properties);
  }

  /** Starts it and waits until it is ready. */
  public static BenchedGateway start(
      Setting setting, Packaging packaging, String kafka, int provider, Path snapshot)
      throws IOException, InterruptedException {
    return start(setting, packaging, properties(kafka, provider, snapshot));
  }

  private static BenchedGateway start(
      Setting setting, Packaging packaging, Map<String, String> properties)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    return new BenchedGateway(
        BenchedService.start(
            setting,
            Service.GATEWAY,
            packaging,
            ports,
            ports.gateway(),
            ports.gatewayManagement(),
            properties),
        ports);
  }

  private static Map<String, String> properties(String kafka, int provider, Path snapshot) {
    Map<String, String> properties = new HashMap<>();
    properties.put("kafka.bootstrap.servers", kafka);
    properties.put("gatewayz.gateway.keys.bench", sha256(Target.KEY));
    properties.put("gatewayz.gateway.snapshot-file", snapshot.toString());
    provider(properties, State.BENCH, "openai", provider);
    provider(properties, State.NATIVE, "openrouter", provider);
    return properties;
  }

  private static void provider(
      Map<String, String> properties, String id, String dialect, int port) {
    String prefix = "gatewayz.providers." + id;
    properties.put(prefix + ".dialect", dialect);
    properties.put(prefix + ".base-url", local(port));
    properties.put(prefix + ".api-key", "the-providers");
  }

  private static String local(int provider) {
    return "http://127.0.0.1:" + provider + "/v1";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * @param name as the tables call it
   */
  Target target(String name) {
    return new Target(name, ports.gateway());
  }

  public Target target(String name, Protocol protocol, String model) {
    return new Target(name, ports.gateway(), protocol, model);
  }

  /** The address of one of its paths. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + ports.gateway() + path);
  }

  public static String key() {
    return Target.KEY;
  }

  /** From the start of the process to its readiness. */
  double readyMillis() {
    return service.readyMillis();
  }

  public ProcessorTime processor() {
    return service.processor();
  }

  public ProcessMemory memory() throws IOException {
    return service.memory();
  }

  /** How long reading the topics took; waits for it where the start went by the disk. */
  public double loadMillis() throws IOException, InterruptedException {
    long began = System.nanoTime();
    double seconds = metric("gatewayz_snapshot_load_seconds");
    while (!(seconds > 0) && System.nanoTime() - began < PATIENCE_NANOS) {
      Thread.sleep(50);
      seconds = metric("gatewayz_snapshot_load_seconds");
    }
    return 1_000 * seconds;
  }

  /** See {@link BenchedService#metric}. */
  public double metric(String series) throws IOException, InterruptedException {
    return service.metric(series);
  }

  @Override
  public void close() throws InterruptedException {
    service.close();
  }
}
