package ai.gatewayz.bench.soak;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.ToTheEnd;
import ai.gatewayz.bench.gateway.Peer;
import ai.gatewayz.bench.measure.LiveHeap;
import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import ai.gatewayz.bench.world.WorldOptions;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.launcher.Progress;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code make soak}: measures the peak, holds half of it, and fails where something grows. */
public final class Soak {

  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration PEAK = Duration.ofSeconds(20);
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);
  private static final int FIRST_MINUTES = 5;

  private final Setting setting;
  private final int minutes;

  private Soak(Setting setting, int minutes) {
    this.setting = setting;
    this.minutes = minutes;
  }

  /** {@code [--minutes N]}. */
  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 30;
    if (arguments.length == 1 || arguments.length > 2 || minutes < 4) {
      System.err.println("make soak [MINUTES=30], at least 4");
      System.exit(2);
    }
    Path root = Path.of("").toAbsolutePath();
    Path work = Files.createTempDirectory("gatewayz-soak");
    Progress progress = new Progress(System.out);
    progress.line("data and logs are in " + work);
    Soak soak = new Soak(new Setting(root, work, work, progress), minutes);
    System.exit(ToTheEnd.run(soak::run) ? 0 : 1);
  }

  private boolean run() throws Exception {
    int port = FreePort.next();
    try (Peer ignoredProvider =
            Peer.start(ChangingProvider.class, port, setting.folder("provider"));
        World world =
            World.start(
                setting, "world", WorldOptions.usual().with(1, Service.GATEWAY), providers(port))) {
      return soak(world);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Three that change all the time; none of the real ones is asked for its list. */
  private static Map<String, String> providers(int port) {
    Map<String, String> settings = new HashMap<>();
    for (String real :
        List.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface")) {
      settings.put("gatewayz.providers." + real + ".enabled", "false");
    }
    for (String id : List.of("first", "second", "third")) {
      String prefix = "gatewayz.providers." + id + ".";
      settings.put(prefix + "dialect", "openai");
      settings.put(prefix + "base-url", "http://127.0.0.1:" + port + "/" + id + "/v1");
      settings.put(prefix + "api-key", "the-providers");
    }
    settings.put("gatewayz.catalog.sync.interval", "10s");
    settings.put("gatewayz.health.probe.per-second", "5");
    settings.put("gatewayz.health.probe.daily-usd", "1000");
    settings.put("gatewayz.health.watch.freshness", "60s");
    settings.put("gatewayz.health.watch.idle-freshness", "60s");
    settings.put("gatewayz.health.watch.confirm", "1s");
    settings.put("gatewayz.health.watch.recovery", "10s");
    return settings;
  }

  private boolean soak(World world) throws Exception {
    Replica gateway = world.replicas(Service.GATEWAY).getFirst();
    int port = gateway.address("/").getPort();
    Arrival.await(gateway, ChangingProvider.DYING);
    setting.progress().line("measuring the peak");
    double peak = peak(port);
    setting.progress().line(String.format(Locale.ROOT, "%.0f requests/s; now half of it", peak));
    Map<Replica, Course> courses = new LinkedHashMap<>();
    world.replicas().forEach(each -> courses.put(each, new Course(each.service().module())));
    Load load = new Load(port).begin(peak / 2);
    long began = System.nanoTime();
    double end = minutes * 60.0;
    for (double now = 0; now < end; now = (System.nanoTime() - began) / 1e9) {
      if (now >= warmUp() && courses.values().iterator().next().heaps().isEmpty()) {
        collect(courses);
      }
      Thread.sleep(BETWEEN_SAMPLES);
      double second = (System.nanoTime() - began) / 1e9;
      for (Map.Entry<Replica, Course> each : courses.entrySet()) {
        each.getValue().samples().add(Sample.of(each.getKey().pid(), second));
      }
      tell(second, load, courses.values().stream().toList());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    collect(courses);
    load.end();
    return judge(world, List.copyOf(courses.values()), load, peak, load.answered() / seconds);
  }

  /** Until then everything is loaded that is needed. */
  private double warmUp() {
    return 60.0 * Math.min(FIRST_MINUTES, minutes / 2);
  }

  /**
   * Garbage goes where the heap was never touched before, until the first full collection: without
   * one before, that looks like growth.
   */
  private static void collect(Map<Replica, Course> courses)
      throws IOException, InterruptedException {
    for (Map.Entry<Replica, Course> each : courses.entrySet()) {
      each.getValue().heaps().add(LiveHeap.of(each.getKey().pid()));
    }
  }

  private static double peak(int port) throws InterruptedException {
    Load load = new Load(port).begin(Double.POSITIVE_INFINITY);
    Thread.sleep(WARM_UP);
    long before = load.answered();
    Thread.sleep(PEAK);
    double perSecond = (load.answered() - before) / (double) PEAK.toSeconds();
    load.end();
    return perSecond;
  }

  private void tell(double second, Load load, List<Course> courses) {
    if (courses.getFirst().samples().size() % 6 != 0) {
      return;
    }
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %3.0f min: %,d answered, %d failed",
                second / 60,
                load.answered(),
                load.failed()));
    for (Course each : courses) {
      Sample last = each.samples().getLast();
      line.append(
          String.format(
              Locale.ROOT,
              "; %s %.0f MB, %d threads, %d files",
              each.name(),
              last.resident() / 1e6,
              last.threads(),
              last.files()));
    }
    setting.progress().line(line.toString());
  }

  private boolean judge(World world, List<Course> courses, Load load, double peak, double perSecond)
      throws IOException {
    double warmUp = warmUp();
    List<String> complaints = new ArrayList<>(load.told());
    courses.forEach(each -> complaints.addAll(each.leaks(warmUp)));
    long errors = errors(world, complaints);
    Table table =
        new Table(
            "%d minutes at half the peak".formatted(minutes),
            ("%,d requests, every second one streamed, %.0f a second of %.0f at most; %d failed; lines of"
                    + " the level ERROR: %d. Compared are the medians of five minutes after minute %.0f"
                    + " and of the last five."
                    + " Three providers whose lists and answers change every 30 s.")
                .formatted(load.answered(), perSecond, peak, load.failed(), errors, warmUp / 60),
            Course.COLUMNS,
            courses.stream().map(each -> each.row(warmUp)).toList());
    System.out.println("\n" + table.markdown());
    Path folder = setting.root().resolve("deploy/bench/target");
    Files.writeString(folder.resolve("soak.md"), table.markdown());
    Files.writeString(folder.resolve("soak.svg"), Chart.svg(courses));
    setting.progress().line("table and chart are deploy/bench/target/soak.{md,svg}");
    complaints.forEach(each -> setting.progress().line("  " + each));
    boolean good = complaints.isEmpty() && load.failed() == 0;
    setting.progress().line(good ? "nothing grew, nothing failed" : "goals are missed");
    return good;
  }

  private static long errors(World world, List<String> complaints) throws IOException {
    long errors = 0;
    for (Replica each : world.replicas()) {
      try (Stream<String> lines = Files.lines(each.log())) {
        List<String> found = lines.filter(line -> line.contains(" ERROR ")).toList();
        errors += found.size();
        found.stream().limit(3).forEach(line -> complaints.add(each.name() + " says: " + line));
      }
    }
    return errors;
  }
}
