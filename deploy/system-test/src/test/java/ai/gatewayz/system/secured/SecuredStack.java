package ai.gatewayz.system.secured;

import static org.awaitility.Awaitility.await;

import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import ai.gatewayz.system.RunningStack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The packaged services on a Kafka and a PostgreSQL that trust nobody. */
final class SecuredStack implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final String SECRET = "secret-of-a-test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data = Files.createTempDirectory("gatewayz-secured");
  private final HttpClient http = HttpClient.newHttpClient();
  private final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
  private final PrivateCa ca = PrivateCa.create(data.resolve("ca"));
  private final Ports ports = Ports.free();
  private final SecuredKafka kafka = new SecuredKafka(data.resolve("kafka"), ca);
  private final SecuredPostgres postgres = new SecuredPostgres(data.resolve("postgres"), ca);
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

  SecuredStack() throws Exception {}

  SecuredKafka kafka() {
    return kafka;
  }

  SecuredPostgres postgres() {
    return postgres;
  }

  Simulator simulator() {
    return simulator;
  }

  void start(Service service, Map<String, String> own) throws IOException, InterruptedException {
    StackOptions options =
        new StackOptions(
            RunningStack.root(), data, ports, RunningStack.packaging(), true, data, Map.of());
    Map<String, String> properties = new HashMap<>(simulator.quarkusProperties());
    kafka.client(service).forEach((name, value) -> properties.put("kafka." + name, value));
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(port(service)));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(management(service)));
    properties.put("quarkus.log.console.json.enabled", "false");
    switch (service) {
      case CATALOG -> properties.putAll(postgres.client(service));
      case HEALTH -> {
        properties.putAll(postgres.client(service));
        properties.put("gatewayz.health.probe.per-second", "20");
        properties.put("gatewayz.health.probe.concurrency", "4");
        properties.put("gatewayz.health.probe.daily-usd", "1000");
        properties.put("gatewayz.health.watch.confirm", "500ms");
      }
      case GATEWAY -> properties.put("gatewayz.gateway.keys.test", Secrets.sha256(SECRET));
    }
    if (service != Service.GATEWAY) {
      properties.put("gatewayz.admin.token-sha256", Secrets.sha256(SECRET));
    }
    properties.putAll(own);
    services.put(service, ServiceProcess.start(service, options, properties));
  }

  void stop(Service service) throws InterruptedException {
    services.remove(service).stop();
  }

  void awaitReady(Service service) throws Exception {
    ServiceProcess process = services.get(service);
    await().atMost(START).until(() -> process.isReady(http) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(process.lastWords(30));
    }
  }

  boolean ready(Service service) throws InterruptedException {
    return services.get(service).isReady(http);
  }

  String log(Service service) throws IOException {
    return Files.readString(services.get(service).log());
  }

  /** What a service says that Kafka denies it; empty as well while it does not answer. */
  Set<String> denied(Service service) throws Exception {
    Set<String> denied = new TreeSet<>();
    String body;
    try {
      body = send(request(management(service), "/q/health/ready").GET()).body();
    } catch (IOException starting) {
      return denied;
    }
    for (JsonNode check : JSON.readTree(body).path("checks")) {
      if (check.path("name").asText().equals("kafka-rights")) {
        check.path("data").forEach(each -> denied.add(each.asText()));
      }
    }
    return denied;
  }

  HttpResponse<String> get(Service service, String path) throws Exception {
    return send(request(port(service), path).GET());
  }

  HttpResponse<String> post(Service service, String path, String body) throws Exception {
    return send(
        request(port(service), path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(Service service, String path) throws Exception {
    return send(request(port(service), path).DELETE());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + SECRET)
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int port(Service service) {
    return switch (service) {
      case CATALOG -> ports.catalog();
      case HEALTH -> ports.health();
      case GATEWAY -> ports.gateway();
    };
  }

  private int management(Service service) {
    return switch (service) {
      case CATALOG -> ports.catalogManagement();
      case HEALTH -> ports.healthManagement();
      case GATEWAY -> ports.gatewayManagement();
    };
  }

  @Override
  public void close() throws Exception {
    for (ServiceProcess each : services.values()) {
      each.stop();
    }
    postgres.close();
    kafka.close();
    simulator.close();
    http.close();
  }
}
