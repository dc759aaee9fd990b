package ai.gatewayz.bench.health;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.gateway.State;
import ai.gatewayz.bench.measure.BenchedService;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.measure.ProcessorTime;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged health service with the image's options and every setting at its default; all
 * providers are configured and are probed.
 */
final class BenchedHealth implements AutoCloseable {

  /** What half of the 768 MiB of its container leaves for the heap. */
  static final String HEAP = "-Xmx384m";

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BenchedService service;
  private final Ports ports;
  private final long began;

  private BenchedHealth(BenchedService service, Ports ports, long began) {
    this.service = service;
    this.ports = ports;
    this.began = began;
  }

  /** Starts it and waits until it is ready. */
  static BenchedHealth start(Setting setting, Ground ground)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    long began = System.nanoTime();
    return new BenchedHealth(
        BenchedService.start(
            setting,
            Service.HEALTH,
            packaging(),
            ports,
            ports.health(),
            ports.healthManagement(),
            properties(ground)),
        ports,
        began);
  }

  private static Packaging packaging() {
    List<String> options =
        Stream.concat(
                Setting.SHIPPED_JVM.stream().filter(option -> !option.startsWith("-Xmx")),
                Stream.of(HEAP))
            .toList();
    return new Packaging.Jars(options);
  }

  private static Map<String, String> properties(Ground ground) {
    Map<String, String> properties = new HashMap<>(ground.postgres().quarkusProperties("health"));
    properties.put("kafka.bootstrap.servers", ground.bootstrapServers());
    Stream.concat(State.PROVIDERS.stream(), Stream.of("bench"))
        .forEach(
            provider -> {
              String prefix = "gatewayz.providers." + provider + ".";
              properties.put(
                  prefix + "base-url", "http://127.0.0.1:" + ground.providerPort() + "/v1");
              properties.put(prefix + "api-key", "the-providers");
            });
    properties.put("gatewayz.providers.bench.dialect", "openai");
    return properties;
  }

  double readyMillis() {
    return service.readyMillis();
  }

  /** From the start of the process until it watches so many offers. */
  double watchingMillis(int offers) throws IOException, InterruptedException {
    while (!(service.metric("gatewayz_health_events_total\\{topic=\"offers\"}") >= offers)) {
      rest("it does not watch all offers");
    }
    return sinceStart();
  }

  /** From the start of the process until its API tells of so many offers. */
  double toldMillis(int offers) throws IOException, InterruptedException {
    while (told() < offers) {
      rest("its API does not list all offers");
    }
    return sinceStart();
  }

  private long told() throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + ports.health() + "/health/availability?limit=1");
    Matcher total =
        TOTAL.matcher(
            HTTP.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    return total.find() ? Long.parseLong(total.group(1)) : 0;
  }

  private void rest(String otherwise) throws IOException, InterruptedException {
    if (System.nanoTime() - began > PATIENCE_NANOS) {
      throw new IOException(otherwise);
    }
    Thread.sleep(50);
  }

  private double sinceStart() {
    return (System.nanoTime() - began) / 1e6;
  }

  ProcessMemory memory() throws IOException {
    return service.memory();
  }

  ProcessorTime processor() {
    return service.processor();
  }

  /** Bytes of the heap that are in use after a full collection. */
  double liveHeap() throws IOException, InterruptedException {
    Process collection =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(service.pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (collection.waitFor() != 0) {
      throw new IOException("jcmd cannot reach it");
    }
    return service.metric("jvm_memory_used_bytes\\{area=\"heap\"[^}]*}");
  }

  /** See {@link BenchedService#metric}. */
  double metric(String series) throws IOException, InterruptedException {
    return service.metric(series);
  }

  @Override
  public void close() throws InterruptedException {
    service.close();
  }
}
