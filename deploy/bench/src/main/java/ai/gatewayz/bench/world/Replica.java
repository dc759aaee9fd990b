package ai.gatewayz.bench.world;

import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process of a service, at a port and with a folder of its own, which it keeps when it ends.
 */
public final class Replica implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Service service;
  private final String name;
  private final StackOptions options;
  private final Map<String, String> properties;
  private final Harm harm = new Harm();
  private volatile ServiceProcess process;

  Replica(
      Service service,
      String name,
      Path root,
      Path folder,
      Packaging packaging,
      Map<String, String> properties)
      throws IOException {
    this.service = service;
    this.name = name;
    Ports ports = Ports.free();
    this.options = new StackOptions(root, folder, ports, packaging, false, folder, Map.of());
    this.properties = new HashMap<>(properties);
    this.properties.put("quarkus.http.host", "127.0.0.1");
    this.properties.put("quarkus.http.port", Integer.toString(port()));
    this.properties.put("quarkus.management.host", "127.0.0.1");
    this.properties.put("quarkus.management.port", Integer.toString(managementPort()));
    this.properties.put("quarkus.log.console.json.enabled", "false");
  }

  public Service service() {
    return service;
  }

  public String name() {
    return name;
  }

  /** When it could not answer because of what was done to it. */
  public Harm harm() {
    return harm;
  }

  private int port() {
    return switch (service) {
      case CATALOG -> options.ports().catalog();
      case HEALTH -> options.ports().health();
      case GATEWAY -> options.ports().gateway();
    };
  }

  private int managementPort() {
    return switch (service) {
      case CATALOG -> options.ports().catalogManagement();
      case HEALTH -> options.ports().healthManagement();
      case GATEWAY -> options.ports().gatewayManagement();
    };
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public URI management(String path) {
    return URI.create("http://127.0.0.1:" + managementPort() + path);
  }

  /** Starts it and returns at once. */
  public void launch() throws IOException {
    process = ServiceProcess.start(service, options, properties);
  }

  public void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            name + " does not become ready; the end of " + log() + ":\n" + process.lastWords(15));
      }
      Thread.sleep(100);
    }
    harm.over();
  }

  public boolean isReady() throws InterruptedException {
    return process.isAlive() && process.isReady(HTTP);
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.process().pid();
  }

  public Path log() {
    return process.log();
  }

  public ProcessMemory memory() throws IOException {
    return ProcessMemory.of(pid());
  }

  /** Tells it to stop, as a rollout does, and waits for as long as it may take. */
  public void stop() throws InterruptedException {
    process.process().destroy();
    if (!process.process().waitFor(90, TimeUnit.SECONDS)) {
      process.kill();
    }
  }

  public void kill() throws InterruptedException {
    harm.begin();
    process.kill();
  }

  public void pause() throws IOException, InterruptedException {
    harm.begin();
    Signals.pause(Stream.of(process.process().toHandle()));
  }

  public void resume() throws IOException, InterruptedException {
    Signals.resume(Stream.of(process.process().toHandle()));
    harm.over();
  }

  @Override
  public void close() throws InterruptedException, IOException {
    if (isAlive()) {
      Signals.resume(Stream.of(process.process().toHandle()));
      process.stop();
    }
  }
}
