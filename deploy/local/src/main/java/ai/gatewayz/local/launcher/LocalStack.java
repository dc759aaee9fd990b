package ai.gatewayz.local.launcher;

import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The running stack. Each part can be stopped and started again on its own, which is how the tests
 * show what survives what. Not safe for use by several threads.
 */
public final class LocalStack implements AutoCloseable {

  /**
   * A simulator has no rate limits and costs nothing: what is verified can be seen in minutes
   * instead of days.
   */
  private static final Map<String, String> UNHURRIED_BY_LIMITS =
      Map.of(
          "gatewayz.health.probe.per-second", "20",
          "gatewayz.health.probe.concurrency", "4",
          "gatewayz.health.probe.daily-usd", "1000",
          "gatewayz.health.watch.confirm", "1s");

  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final Duration ASK_EVERY = Duration.ofMillis(10);

  private final StackOptions options;
  private final Progress progress;
  private final Secrets secrets;
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Simulator simulator;
  private PostgresServer postgres;
  private KafkaBroker kafka;

  private LocalStack(StackOptions options, Progress progress, Secrets secrets) {
    this.options = options;
    this.progress = progress;
    this.secrets = secrets;
  }

  /**
   * Starts everything and waits until it is ready. What was started is stopped again where
   * something fails.
   *
   * @throws StackException with what to do about it
   */
  public static LocalStack start(StackOptions options, Progress progress) throws Exception {
    requireBuilt(options);
    LocalStack stack =
        new LocalStack(options, progress, Secrets.loadOrCreate(options.data().resolve("secrets")));
    try {
      stack.startAll();
      return stack;
    } catch (Exception | Error e) {
      try {
        stack.close();
      } catch (Exception closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static void requireBuilt(StackOptions options) {
    for (Service service : Service.values()) {
      Path artifact = options.packaging().artifact(service, options.root());
      if (!Files.exists(artifact)) {
        throw new StackException(
            service.module()
                + " is not built ("
                + artifact
                + " is missing). Run `make "
                + options.packaging().target()
                + "`.");
      }
    }
  }

  private void startAll() throws Exception {
    LeftoverPostgres.stop(options.data().resolve("postgres/data"));
    Map<String, Integer> taken = options.ports().taken();
    if (!taken.isEmpty()) {
      throw StackException.portsTaken(taken);
    }
    if (options.simulator()) {
      startSimulator();
    }
    startPostgres();
    startKafka();
    for (Service service : Service.values()) {
      launch(service);
    }
    for (Service service : Service.values()) {
      awaitReady(service);
    }
  }

  private void startSimulator() throws Exception {
    boolean recorded = Files.isDirectory(options.recordings());
    progress.step("provider simulator, " + (recorded ? "recorded lists" : "synthetic lists"));
    SimulatorOptions wanted = SimulatorOptions.defaults().withPort(options.ports().simulator());
    simulator =
        Simulator.start(
            recorded ? wanted.withRecordings(options.recordings()) : wanted.synthetic());
  }

  public void startPostgres() throws Exception {
    progress.step("PostgreSQL on port " + options.ports().postgres());
    postgres =
        PostgresServer.startPersistent(
                options.data().resolve("postgres"), options.ports().postgres())
            .withDatabase("catalog")
            .withDatabase("health");
  }

  public void startKafka() throws Exception {
    progress.step("Kafka on port " + options.ports().kafka());
    kafka = KafkaBroker.start(options.data().resolve("kafka"), options.ports().kafka());
  }

  /** Starts a service that is not running and waits until it is ready. */
  public void start(Service service) throws Exception {
    launch(service);
    awaitReady(service);
  }

  private void launch(Service service) throws IOException {
    progress.step(service.module() + " on port " + service.port(options.ports()));
    services.put(service, ServiceProcess.start(service, options, properties(service)));
  }

  private Map<String, String> properties(Service service) {
    Ports ports = options.ports();
    Map<String, String> properties = new HashMap<>();
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(service.port(ports)));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(service.managementPort(ports)));
    properties.put("quarkus.log.console.json.enabled", "false");
    properties.put("kafka.bootstrap.servers", "127.0.0.1:" + ports.kafka());
    switch (service) {
      case CATALOG -> {
        properties.putAll(postgres.quarkusProperties("catalog"));
        properties.put("gatewayz.admin.token-sha256", Secrets.sha256(secrets.adminToken()));
      }
      case HEALTH -> {
        properties.putAll(postgres.quarkusProperties("health"));
        properties.put("gatewayz.admin.token-sha256", Secrets.sha256(secrets.adminToken()));
      }
      case GATEWAY -> {
        properties.put("gatewayz.gateway.keys.dev", Secrets.sha256(secrets.apiKey()));
        properties.put(
            "gatewayz.gateway.snapshot-file",
            options.data().resolve("gateway/snapshot.json").toString());
      }
    }
    if (simulator != null) {
      properties.putAll(simulator.quarkusProperties());
      if (service == Service.HEALTH) {
        properties.putAll(UNHURRIED_BY_LIMITS);
      }
    }
    properties.putAll(options.settings());
    return properties;
  }

  private void awaitReady(Service service) throws Exception {
    ServiceProcess process = services.get(service);
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (!process.isReady(http)) {
      if (!process.isAlive()) {
        throw StackException.died(service, process.log(), process.lastWords(15));
      }
      if (System.nanoTime() > deadline) {
        throw StackException.notReady(service, READY_LIMIT, process.log(), process.lastWords(15));
      }
      progress.waiting(service.module());
      Thread.sleep(ASK_EVERY);
    }
    progress.ready(service.module());
  }

  /** Stops a service as an operator would; nothing happens where it is not running. */
  public void stop(Service service) throws InterruptedException {
    ServiceProcess process = services.remove(service);
    if (process != null) {
      process.stop();
    }
  }

  /** Ends a service as a crash would. */
  public void kill(Service service) throws InterruptedException {
    ServiceProcess process = services.remove(service);
    if (process != null) {
      process.kill();
    }
  }

  public void stopKafka() {
    if (kafka != null) {
      kafka.close();
      kafka = null;
    }
  }

  public void stopPostgres() throws IOException {
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }

  /** The first service that has ended on its own, with the end of its log. */
  public Optional<StackException> casualty() throws IOException {
    for (ServiceProcess process : services.values()) {
      if (!process.isAlive()) {
        return Optional.of(
            StackException.died(process.service(), process.log(), process.lastWords(15)));
      }
    }
    return Optional.empty();
  }

  public Secrets secrets() {
    return secrets;
  }

  public StackOptions options() {
    return options;
  }

  /** Empty where the stack talks to the real providers. */
  public Optional<Simulator> simulator() {
    return Optional.ofNullable(simulator);
  }

  /** Process id of a running service, for measurements. */
  public long pid(Service service) {
    return services.get(service).process().pid();
  }

  /**
   * Stops the services first, so that their consumers leave their groups while the broker still
   * listens, then the broker and the database.
   */
  @Override
  public void close() throws Exception {
    for (ServiceProcess process : services.values()) {
      process.process().destroy(); // all at once; each is waited for below
    }
    for (Service service : Service.values()) {
      stop(service);
    }
    stopKafka();
    stopPostgres();
    if (simulator != null) {
      simulator.close();
      simulator = null;
    }
    http.close();
  }
}
