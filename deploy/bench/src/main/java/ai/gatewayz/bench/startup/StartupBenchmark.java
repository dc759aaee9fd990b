package ai.gatewayz.bench.startup;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JARs, the JARs with a cache made ahead of time, and the native executables, side by side. */
public final class StartupBenchmark implements Benchmark {

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String about() {
    return "start to ready, and resident memory, on the JVM and native";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    List<Packaged> measured = new ArrayList<>();
    measured.add(Packaged.measure(setting, "JVM", Setting.shippedJars()));
    measured.add(Packaged.measure(setting, "JVM with AOT cache", trained(setting)));
    Packaging executables = Packaging.executables();
    if (Files.exists(executables.artifact(Service.GATEWAY, setting.root()))) {
      measured.add(Packaged.measure(setting, "native", executables));
    } else {
      setting.progress().line("no native executables here: run `make native` to compare them");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Service service : Service.values()) {
      measured.forEach(each -> rows.add(each.row(service)));
    }
    return List.of(
        new Table(
            "Start and memory",
            "Medians of "
                + Packaged.ROUNDS
                + " starts beside the running stack; ready is when the readiness check answers 200. "
                + "The most is of the first start: six full syncs, their offers on Kafka, probes.",
            List.of("service", "packaging", "start to ready", "resident when ready", "the most"),
            rows));
  }

  /** Runs the stack once for its caches: what it loads and links then is ready at later starts. */
  private static Packaging trained(Setting setting) throws Exception {
    setting.progress().line("a run to make the AOT caches");
    Path caches = setting.folder("aot");
    List<String> training = new ArrayList<>(Setting.SHIPPED_JVM);
    training.add("-XX:AOTCacheOutput=" + caches.resolve("{service}.aot"));
    Packaged.measure(setting, "training", new Packaging.Jars(training), 0);
    List<String> options = new ArrayList<>(Setting.SHIPPED_JVM);
    options.add("-XX:AOTCache=" + caches.resolve("{service}.aot"));
    return new Packaging.Jars(options);
  }
}
