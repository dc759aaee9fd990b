package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;

import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One packaged health service as a process of its own. */
final class HealthReplica implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(180);
  private static final String TOKEN = "operator-token-of-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Ports ports;
  private final ServiceProcess process;

  private HealthReplica(Ports ports, ServiceProcess process) {
    this.ports = ports;
    this.process = process;
  }

  /** Starts it and returns at once. */
  static HealthReplica start(Ports ports, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    Packaging packaging = RunningStack.packaging();
    StackOptions options =
        new StackOptions(RunningStack.root(), folder, ports, packaging, true, folder, Map.of());
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(ports.health()));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(ports.healthManagement()));
    properties.put("quarkus.log.console.json.enabled", "false");
    properties.put("gatewayz.admin.token-sha256", Secrets.sha256(TOKEN));
    return new HealthReplica(ports, ServiceProcess.start(Service.HEALTH, options, properties));
  }

  HealthReplica awaitReady() throws Exception {
    await().atMost(START).until(() -> ready() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(process.lastWords(30));
    }
    return this;
  }

  boolean ready() throws InterruptedException {
    return process.isReady(http);
  }

  String log() throws IOException {
    return Files.readString(process.log());
  }

  void stop() throws InterruptedException {
    process.stop();
  }

  /** Ends it as a crash would. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** How many offers it watches; counted anew every few seconds. */
  long owned() throws Exception {
    return get("http://127.0.0.1:" + ports.healthManagement() + "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("gatewayz_health_offers{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  Gateway.Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)).GET());
  }

  Gateway.Answer probe(String provider, String id) throws Exception {
    return send(
        HttpRequest.newBuilder(address("/health/admin/probes/" + provider + "/" + id))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** An operator's word for an hour. */
  Gateway.Answer override(String provider, String id, String state) throws Exception {
    String body =
        Gateway.JSON
            .createObjectNode()
            .put("state", state)
            .put("reason", "a test of restarts")
            .put("author", "ann")
            .put("until", Instant.now().plus(Duration.ofHours(1)).toString())
            .toString();
    return send(
        HttpRequest.newBuilder(address("/health/admin/overrides/" + provider + "/" + id))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + ports.health()).resolve(path);
  }

  private Gateway.Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(
            request
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(20))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Gateway.Answer(answer.statusCode(), answer.body(), answer);
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
    http.close();
  }
}
