package ai.gatewayz.bench.startup;

import static ai.gatewayz.bench.measure.ProcessMemory.megabytes;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of one packaging. */
record Packaged(String label, Map<Service, Figures> figures) {

  static final int ROUNDS = 5;

  private static final int PROVIDERS = 6;
  private static final long SYNC_NANOS = 120_000_000_000L;

  /**
   * @param most resident, of the process that did the work of the first start
   */
  private record Figures(double millis, double resident, long most) {}

  static Packaged measure(Setting setting, String label, Packaging packaging) throws Exception {
    return measure(setting, label, packaging, ROUNDS);
  }

  static Packaged measure(Setting setting, String label, Packaging packaging, int rounds)
      throws Exception {
    StackOptions options =
        new StackOptions(
            setting.root(),
            setting.folder("stack-" + label.replace(' ', '-')),
            Ports.free(),
            packaging,
            true,
            setting.recordings(),
            Map.of());
    Map<Service, Figures> figures = new EnumMap<>(Service.class);
    setting.progress().line("the stack on " + label);
    try (LocalStack stack = LocalStack.start(options, setting.progress())) {
      awaitSyncs(options.ports());
      Map<Service, Long> most = new EnumMap<>(Service.class);
      for (Service service : Service.values()) {
        most.put(service, ProcessMemory.of(stack.pid(service)).peak());
      }
      for (Service service : Service.values()) {
        if (rounds > 0) {
          figures.put(service, restart(stack, service, rounds, most.get(service)));
        }
      }
    }
    return new Packaged(label, figures);
  }

  private static Figures restart(LocalStack stack, Service service, int rounds, long most)
      throws Exception {
    double[] millis = new double[rounds];
    double[] resident = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      stack.stop(service);
      long began = System.nanoTime();
      stack.start(service);
      millis[round] = (System.nanoTime() - began) / 1e6;
      resident[round] = ProcessMemory.of(stack.pid(service)).resident();
    }
    return new Figures(Rounds.median(millis), Rounds.median(resident), most);
  }

  /** Until every provider's list was read once, whole. */
  private static void awaitSyncs(Ports ports) throws IOException, InterruptedException {
    URI syncs = URI.create("http://127.0.0.1:" + ports.catalog() + "/catalog/syncs?limit=100");
    long began = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (complete(http, syncs) < PROVIDERS) {
        if (System.nanoTime() - began > SYNC_NANOS) {
          throw new IOException("the providers are not synced");
        }
        Thread.sleep(200);
      }
    }
  }

  private static int complete(HttpClient http, URI syncs) throws IOException, InterruptedException {
    String body =
        http.send(HttpRequest.newBuilder(syncs).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return body.split("\"result\":\"complete\"", -1).length - 1;
  }

  List<String> row(Service service) {
    Figures each = figures.get(service);
    return List.of(
        service.module(),
        label,
        Math.round(each.millis()) + " ms",
        megabytes((long) each.resident()),
        megabytes(each.most()));
  }
}
