package ai.gatewayz.bench.attack.victim;

import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.gateway.Peer;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Progress;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.simulator.Simulator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole stack as it is shipped: the packaged services with the memory and options of their
 * pods, every setting at its default but for the callers' keys, in front of simulated providers.
 */
public final class Target implements AutoCloseable {

  /** Keys of callers who mean harm; there may be more than one of them. */
  public static final String KEY = "a-key-of-an-attacker";

  public static final String OTHER_KEY = "a-key-of-another-attacker";

  /**
   * Asked for by the plain caller, and by attacks that want an answer: of a provider in a process
   * of its own, which does next to nothing with what it gets.
   */
  public static final String MODEL = "bench/model";

  private static final String PROVIDER = "gatewayz.providers.bench.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN_KEY = "a-key-of-a-plain-caller";
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final LocalStack stack;
  private final Peer provider;
  private final Path root;
  private final HttpClient http = HttpClient.newHttpClient();

  private Target(LocalStack stack, Peer provider, Path root) {
    this.stack = stack;
    this.provider = provider;
    this.root = root;
  }

  /**
   * Starts it and waits until completions are answered.
   *
   * @param folder for its data and logs
   * @param recordings of providers' lists; may not exist
   */
  public static Target start(Path root, Path folder, Path recordings, Progress progress)
      throws Exception {
    int port = FreePort.next();
    Map<String, String> settings = new HashMap<>();
    settings.put(PROVIDER + "dialect", "openai");
    settings.put(PROVIDER + "base-url", "http://127.0.0.1:" + port + "/v1");
    settings.put(PROVIDER + "api-key", "the-providers");
    settings.put("gatewayz.gateway.keys.attacker", Secrets.sha256(KEY));
    settings.put("gatewayz.gateway.keys.another", Secrets.sha256(OTHER_KEY));
    settings.put("gatewayz.gateway.keys.plain", Secrets.sha256(PLAIN_KEY));
    // As in production: the machine is the attacked one's.
    settings.put("gatewayz.health.probe.per-second", "0.3");
    settings.put("gatewayz.health.probe.concurrency", "2");
    StackOptions options =
        new StackOptions(
            root,
            folder,
            Ports.free(),
            Shipped.packaging(root, folder),
            true,
            recordings,
            settings);
    Peer provider = Peer.provider(port, folder);
    Target target;
    try {
      target = new Target(LocalStack.start(options, progress), provider, root);
    } catch (Exception e) {
      provider.close();
      throw e;
    }
    try {
      target.simulator().journal().setEnabled(false);
      target.awaitCompletions();
      return target;
    } catch (Exception e) {
      target.close();
      throw e;
    }
  }

  private void awaitCompletions() throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (post("/v1/chat/completions", chat(MODEL)).status() != 200) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("no completion is answered");
      }
      Thread.sleep(250);
    }
  }

  private static String chat(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  }

  public Path root() {
    return root;
  }

  public Simulator simulator() {
    return stack.simulator().orElseThrow();
  }

  public LocalStack stack() {
    return stack;
  }

  public Ports ports() {
    return stack.options().ports();
  }

  public String kafka() {
    return "127.0.0.1:" + ports().kafka();
  }

  /** Where it serves. */
  public int port(Service service) {
    return switch (service) {
      case CATALOG -> ports().catalog();
      case HEALTH -> ports().health();
      case GATEWAY -> ports().gateway();
    };
  }

  /** Where it tells its metrics and whether it lives. */
  public int management(Service service) {
    return switch (service) {
      case CATALOG -> ports().catalogManagement();
      case HEALTH -> ports().healthManagement();
      case GATEWAY -> ports().gatewayManagement();
    };
  }

  public PlainCaller plainCaller() {
    return PlainCaller.start(ports().gateway(), PLAIN_KEY, MODEL);
  }

  /** Of the gateway, with the attacker's key. */
  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(ports().gateway(), path, KEY).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Of any service's public port, with the key or token that it takes. */
  public Answer get(Service service, String path) throws IOException, InterruptedException {
    return get(service, path, service == Service.GATEWAY ? KEY : operatorToken());
  }

  /** Of any service's public port, with any key or token. */
  public Answer get(Service service, String path, String key)
      throws IOException, InterruptedException {
    return send(request(port(service), path, key).GET());
  }

  /** The text of a new key of the catalog. */
  public String createKey(String name) throws IOException, InterruptedException {
    Answer made =
        send(
            request(ports().catalog(), "/catalog/admin/keys", operatorToken())
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"terms\":{\"name\":\"%s\"},\"author\":\"attack\",\"reason\":\"attack\"}"
                            .formatted(name))));
    if (made.status() != 201) {
      throw new IOException("no key was made: " + made.label() + " " + made.body());
    }
    return JSON.readTree(made.body()).path("key").asText();
  }

  /** Has a provider's list read, as an operator may. */
  public Answer sync(String provider) throws IOException, InterruptedException {
    return send(
        request(ports().catalog(), "/catalog/admin/syncs/" + provider, operatorToken())
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  public String operatorToken() {
    return stack.secrets().adminToken();
  }

  /** All that a service tells to Prometheus. */
  public String metrics(Service service) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + management(service) + "/q/metrics");
    return http.send(
            HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpRequest.Builder request(int port, String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(60));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), "", answer.body(), answer.body().length());
  }

  @Override
  public void close() throws Exception {
    http.close();
    provider.close();
    stack.close();
  }
}
