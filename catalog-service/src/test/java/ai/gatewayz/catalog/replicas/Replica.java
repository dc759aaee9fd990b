package ai.gatewayz.catalog.replicas;

import static io.restassured.RestAssured.given;

import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import ai.gatewayz.local.launcher.StartCache;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The catalog as it is shipped, as a process of its own. */
final class Replica implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(90);

  private final Ports ports;
  private final ServiceProcess process;

  private Replica(Ports ports, ServiceProcess process) {
    this.ports = ports;
    this.process = process;
  }

  /**
   * Starts it and returns at once.
   *
   * @param data where its log is kept
   * @param options further ones of the JVM or the executable
   */
  static Replica launch(Path data, Map<String, String> settings, List<String> options)
      throws Exception {
    Ports ports = Ports.free();
    Map<String, String> all = new HashMap<>(settings);
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(ports.catalog()));
    all.put("quarkus.management.host", "127.0.0.1");
    all.put("quarkus.management.port", Integer.toString(ports.catalogManagement()));
    all.put("quarkus.log.console.json.enabled", "false");
    Path root = Path.of(System.getProperty("gatewayz.root"));
    Packaging packaging =
        Boolean.getBoolean("gatewayz.native")
            ? Packaging.executables()
            : StartCache.jars(root, Service.CATALOG);
    StackOptions stack =
        new StackOptions(root, data, ports, packaging.with(options), true, root, Map.of());
    return new Replica(ports, ServiceProcess.start(Service.CATALOG, stack, all));
  }

  /** Starts it and waits until it is ready. */
  static Replica start(Path data, Map<String, String> settings, List<String> options)
      throws Exception {
    Replica replica = launch(data, settings, options);
    replica.await("ready");
    return replica;
  }

  /** Waits for one of its health checks; kills it and fails where it dies instead. */
  void await(String check) throws Exception {
    try {
      Awaitility.await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(() -> !process.isAlive() || health(check) == 200);
      if (!process.isAlive()) {
        throw new IllegalStateException("the catalog died:\n" + process.lastWords(30));
      }
    } catch (Exception | Error e) {
      process.kill();
      throw e;
    }
  }

  private int health(String check) {
    return given()
        .get("http://127.0.0.1:" + ports.catalogManagement() + "/q/health/" + check)
        .statusCode();
  }

  /** Has it read a provider's list; its answer when that is done. */
  Response sync(String provider) {
    return given()
        .header("Authorization", "Bearer " + CatalogStack.ADMIN_TOKEN)
        .post("http://127.0.0.1:" + ports.catalog() + "/catalog/admin/syncs/" + provider);
  }

  /** The same where nothing may keep it from doing so. */
  JsonPath synced(String provider) {
    return sync(provider).then().statusCode(200).extract().jsonPath();
  }

  /** Follows its stream of changes. */
  Follower follow(String lastId) throws Exception {
    return new Follower(
        URI.create("http://127.0.0.1:" + ports.catalog() + "/catalog/changes/stream"), lastId);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without a chance to finish anything. */
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
  }
}
