package ai.gatewayz.gateway;

import static org.awaitility.Awaitility.await;

import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.local.launcher.StartCache;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The gateway as it is shipped, JAR or native executable, as a process with a Kafka of its own. */
public final class PackagedGateway implements AutoCloseable {

  private final GatewayStack stack;
  private final Ports ports;
  private final ServiceProcess process;

  private PackagedGateway(GatewayStack stack, Ports ports, ServiceProcess process) {
    this.stack = stack;
    this.ports = ports;
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param properties over those of {@link GatewayStack}
   * @param options further options of the JVM or the executable
   */
  static PackagedGateway start(Path data, Map<String, String> properties, List<String> options)
      throws Exception {
    GatewayStack stack = new GatewayStack();
    Map<String, String> all = new HashMap<>(stack.start());
    all.putAll(properties);
    return start(stack, data, all, options);
  }

  /**
   * The same with all limits at their defaults in place of those that {@link GatewayStack}
   * shortens.
   */
  public static PackagedGateway startAsShipped(Path data, Map<String, String> properties)
      throws Exception {
    GatewayStack stack = new GatewayStack();
    Map<String, String> all = new HashMap<>(stack.start());
    all.keySet()
        .removeIf(
            name ->
                name.startsWith("gatewayz.gateway.attempts.")
                    || name.startsWith("gatewayz.gateway.requests."));
    all.putAll(properties);
    return start(stack, data, all, List.of());
  }

  private static PackagedGateway start(
      GatewayStack stack, Path data, Map<String, String> properties, List<String> options)
      throws Exception {
    Ports ports = Ports.free();
    Map<String, String> all = new HashMap<>();
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(ports.gateway()));
    all.put("quarkus.management.host", "127.0.0.1");
    all.put("quarkus.management.port", Integer.toString(ports.gatewayManagement()));
    all.putAll(properties);
    Path root = Path.of(System.getProperty("gatewayz.root"));
    Packaging packaging =
        Boolean.getBoolean("gatewayz.native")
            ? Packaging.executables()
            : StartCache.jars(root, Service.GATEWAY);
    StackOptions stackOptions =
        new StackOptions(root, data, ports, packaging.with(options), true, root, Map.of());
    PackagedGateway gateway =
        new PackagedGateway(stack, ports, ServiceProcess.start(Service.GATEWAY, stackOptions, all));
    gateway.awaitReady();
    return gateway;
  }

  private void awaitReady() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> process.isReady(http) || !process.isAlive());
    }
    if (!process.isAlive()) {
      String words = process.lastWords(15);
      close();
      throw new IllegalStateException("the gateway died:\n" + words);
    }
  }

  public int port() {
    return ports.gateway();
  }

  /** To ask it to stop without waiting. */
  ProcessHandle process() {
    return process.process().toHandle();
  }

  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  @Override
  public void close() throws Exception {
    process.stop();
    stack.stop();
  }
}
