package ai.gatewayz.bench;

import ai.gatewayz.bench.catalog.CatalogBenchmark;
import ai.gatewayz.bench.gateway.GatewayBenchmark;
import ai.gatewayz.bench.health.FleetBenchmark;
import ai.gatewayz.bench.health.HealthBenchmark;
import ai.gatewayz.bench.startup.StartupBenchmark;
import ai.gatewayz.bench.translation.ProtocolsBenchmark;
import ai.gatewayz.local.launcher.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code make bench}: runs the benchmarks and prints their tables. */
public final class Main {

  private static final List<Benchmark> ALL =
      List.of(
          new StartupBenchmark(),
          new CatalogBenchmark(),
          new GatewayBenchmark(),
          new ProtocolsBenchmark(),
          new HealthBenchmark(),
          new FleetBenchmark());

  private Main() {}

  /**
   * {@code [--only NAME,NAME] [--base FOLDER] [--short] [--help]}; the tables are also kept in
   * {@code results.md}.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> names = ALL.stream().map(Benchmark::name).toList();
    List<String> only = names;
    Optional<Path> base = Optional.empty();
    boolean brief = false;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--only") && i + 1 < arguments.length) {
        only = Arrays.asList(arguments[++i].split(","));
      } else if (arguments[i].equals("--base") && i + 1 < arguments.length) {
        base = Optional.of(Path.of(arguments[++i]).toAbsolutePath().normalize());
      } else if (arguments[i].equals("--short")) {
        brief = true;
      } else {
        help();
        System.exit(arguments[i].equals("--help") ? 0 : 2);
      }
    }
    if (!names.containsAll(only)) {
      System.err.println("There are " + names + ", not " + only);
      System.exit(2);
    }
    if (base.isPresent() && !Files.isDirectory(base.get().resolve("gateway-service/target"))) {
      System.err.println(base.get() + " is not a built checkout: run `make build` there");
      System.exit(2);
    }
    List<String> chosen = only;
    Optional<Path> other = base;
    boolean small = brief;
    System.exit(ToTheEnd.run(() -> run(chosen, other, small)) ? 0 : 1);
  }

  private static void help() {
    System.out.println("make bench [ONLY=NAME,NAME] [BASE=FOLDER] [SHORT=1]");
    System.out.println(
        "  BASE: another checkout, built, whose gateway is measured in the same rounds");
    System.out.println("  SHORT: protocols only, in a minute, to see that it works");
    ALL.forEach(each -> System.out.printf("  %-10s %s%n", each.name(), each.about()));
  }

  private static boolean run(List<String> only, Optional<Path> base, boolean brief)
      throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Progress progress = new Progress(System.out);
    List<String> results = new ArrayList<>();
    results.add("Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + Machine.describe() + ".\n");
    boolean good = true;
    for (Benchmark benchmark : ALL) {
      if (!only.contains(benchmark.name())) {
        continue;
      }
      progress.line("benchmark " + benchmark.name() + ": " + benchmark.about());
      Path work = Files.createTempDirectory("gatewayz-bench");
      Path recordings = root.resolve("../shared/recordings").normalize();
      try {
        for (Table table :
            benchmark.run(new Setting(root, work, recordings, progress, base, brief))) {
          results.add(table.markdown());
          System.out.println("\n" + table.markdown());
        }
        delete(work);
      } catch (SkippedException e) {
        progress.line("benchmark " + benchmark.name() + " is skipped: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        progress.line("benchmark " + benchmark.name() + " was stopped");
        return false;
      } catch (Exception e) {
        good = false;
        progress.line("benchmark " + benchmark.name() + " failed; its logs are in " + work);
        e.printStackTrace();
      }
    }
    Path file = root.resolve("deploy/bench/target/results.md");
    Files.writeString(file, String.join("\n", results));
    progress.line("the tables are in " + root.relativize(file));
    return good;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
