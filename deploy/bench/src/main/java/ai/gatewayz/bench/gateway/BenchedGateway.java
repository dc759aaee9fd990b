package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway with the image's options and every setting at its default. */
final class BenchedGateway implements AutoCloseable {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServiceProcess process;
  private final Ports ports;
  private final double readyMillis;

  private BenchedGateway(ServiceProcess process, Ports ports, double readyMillis) {
    this.process = process;
    this.ports = ports;
    this.readyMillis = readyMillis;
  }

  /** Starts the JARs as they are shipped and waits until they are ready. */
  static BenchedGateway start(Setting setting, String kafka, int provider, Path snapshot)
      throws IOException, InterruptedException {
    return start(setting, Setting.shippedJars(), kafka, provider, snapshot);
  }

  /** Starts it and waits until it is ready. */
  static BenchedGateway start(
      Setting setting, Packaging packaging, String kafka, int provider, Path snapshot)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    StackOptions options =
        new StackOptions(
            setting.root(),
            setting.folder("gateway"),
            ports,
            packaging,
            false,
            setting.recordings(),
            Map.of());
    long began = System.nanoTime();
    ServiceProcess process =
        ServiceProcess.start(
            Service.GATEWAY, options, properties(ports, kafka, provider, snapshot));
    while (!process.isReady(HTTP)) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
        process.kill();
        throw new IOException("the gateway does not start: " + process.lastWords(15));
      }
      Thread.sleep(5);
    }
    return new BenchedGateway(process, ports, (System.nanoTime() - began) / 1e6);
  }

  private static Map<String, String> properties(
      Ports ports, String kafka, int provider, Path snapshot) {
    Map<String, String> properties = new HashMap<>();
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(ports.gateway()));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(ports.gatewayManagement()));
    properties.put("kafka.bootstrap.servers", kafka);
    properties.put("gatewayz.gateway.keys.bench", sha256(Target.KEY));
    properties.put("gatewayz.gateway.snapshot-file", snapshot.toString());
    properties.put("gatewayz.providers.bench.dialect", "openai");
    properties.put("gatewayz.providers.bench.base-url", "http://127.0.0.1:" + provider + "/v1");
    properties.put("gatewayz.providers.bench.api-key", "the-providers");
    return properties;
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

  Target target() {
    return new Target("gateway", ports.gateway());
  }

  /** From the start of the process to its readiness. */
  double readyMillis() {
    return readyMillis;
  }

  ProcessMemory memory() throws IOException {
    return ProcessMemory.of(process.process().pid());
  }

  /** How long reading the topics took; waits for it where the start went by the disk. */
  double loadMillis() throws IOException, InterruptedException {
    long began = System.nanoTime();
    double seconds = metric("gatewayz_snapshot_load_seconds");
    while (!(seconds > 0) && System.nanoTime() - began < PATIENCE_NANOS) {
      Thread.sleep(50);
      seconds = metric("gatewayz_snapshot_load_seconds");
    }
    return 1_000 * seconds;
  }

  /** The value of a metric without labels; NaN where it is not there. */
  private double metric(String name) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + ports.gatewayManagement() + "/q/metrics");
    String all =
        HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(all);
    return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
  }
}
