package ai.gatewayz.bench.catalog;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.measure.BenchedService;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Secrets;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The packaged catalog with its image's options, as in its container of 768 MiB. */
final class BenchedCatalog implements AutoCloseable {

  private static final String TOKEN = "operator-token-of-this-run-only";

  /** As many as are read at a time by themselves. */
  private static final int AT_A_TIME = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BenchedService service;
  private final Ports ports;
  private final Path collections;

  private BenchedCatalog(BenchedService service, Ports ports, Path collections) {
    this.service = service;
    this.ports = ports;
    this.collections = collections;
  }

  /** Starts it, and with it the first syncs. */
  static BenchedCatalog start(Setting setting, Ground ground)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    Path collections = ground.folder().resolve("gc.log");
    Map<String, String> settings = ground.settings();
    settings.put("gatewayz.admin.token-sha256", Secrets.sha256(TOKEN));
    return new BenchedCatalog(
        BenchedService.start(
            setting,
            Service.CATALOG,
            new Packaging.Jars(options(collections)),
            ports,
            ports.catalog(),
            ports.catalogManagement(),
            settings),
        ports,
        collections);
  }

  private static List<String> options(Path collections) {
    List<String> options =
        new ArrayList<>(
            Setting.SHIPPED_JVM.stream().filter(option -> !option.startsWith("-Xmx")).toList());
    options.add("-XX:MaxRAM=768m");
    options.add("-XX:MaxRAMPercentage=60");
    options.add("-Xlog:gc:file=" + collections);
    return options;
  }

  /** Has all providers read again; how long that took. */
  double resyncMillis(List<String> providers) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<Void>> syncs = new ArrayList<>();
      for (String provider : providers) {
        syncs.add(threads.submit(() -> sync(provider)));
      }
      for (Future<Void> sync : syncs) {
        sync.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a sync failed", e.getCause());
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private Void sync(String provider) throws IOException, InterruptedException {
    URI sync =
        URI.create("http://127.0.0.1:" + ports.catalog() + "/catalog/admin/syncs/" + provider);
    HttpRequest request =
        HttpRequest.newBuilder(sync)
            .header("Authorization", "Bearer " + TOKEN)
            .timeout(Duration.ofMinutes(2))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    if (!answer.contains("\"result\":\"complete\"")) {
      throw new IOException("the sync of " + provider + " says " + answer);
    }
    return null;
  }

  /** Megabytes of heap that were in use at most, garbage included. */
  int heap() throws IOException {
    return HeapLog.most(Files.readString(collections));
  }

  @Override
  public void close() throws InterruptedException {
    service.close();
    http.close();
  }
}
