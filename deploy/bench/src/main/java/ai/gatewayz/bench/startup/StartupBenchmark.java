package ai.gatewayz.bench.startup;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.gateway.PackagedLoad;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JARs, the JARs with a cache made ahead of time, and the native executables, side by side. */
public final class StartupBenchmark implements Benchmark {

  /** The folder of the caches that a training run wrote, one file for each service. */
  static final String CACHES = "aot";

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String about() {
    return "start, memory, load, size and build time, on the JVM and native";
  }

  @Override
  public List<Table> run(Setting setting) throws Exception {
    Map<String, Packaging> packagings = new LinkedHashMap<>();
    packagings.put("JVM", Setting.shippedJars());
    packagings.put("JVM with AOT cache", trained(setting));
    if (Files.exists(Packaging.executables().artifact(Service.GATEWAY, setting.root()))) {
      packagings.put("native", Setting.shippedExecutables());
    } else {
      setting.progress().line("no native executables here: run `make native` to compare them");
    }
    List<Packaged> measured = new ArrayList<>();
    for (Map.Entry<String, Packaging> each : packagings.entrySet()) {
      measured.add(Packaged.measure(setting, each.getKey(), each.getValue()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (Service service : Service.values()) {
      measured.forEach(each -> rows.add(each.row(service)));
    }
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Table(
            "Start and memory",
            "Medians of "
                + Packaged.ROUNDS
                + " starts beside the running stack; ready means that the readiness check answers 200. "
                + "The peak is that of the first start: six full syncs, their offers on Kafka, probes.",
            List.of(
                "service", "packaging", "start to ready", "resident when ready", "peak resident"),
            rows));
    tables.add(Built.measure(setting, packagings));
    try {
      tables.addAll(PackagedLoad.measure(setting, packagings));
    } catch (SkippedException e) {
      // What was measured before is worth telling without it.
      setting.progress().line("no load on the gateway: " + e.getMessage());
    }
    return tables;
  }

  /** Runs the stack once for its caches: what it loads and links then is ready at later starts. */
  private static Packaging trained(Setting setting) throws Exception {
    setting.progress().line("a run to make the AOT caches");
    Path caches = setting.folder(CACHES);
    List<String> training = new ArrayList<>(Setting.SHIPPED_JVM);
    training.add("-XX:AOTCacheOutput=" + caches.resolve("{service}.aot"));
    Packaged.measure(setting, "JVM that makes the caches", new Packaging.Jars(training), 0);
    List<String> options = new ArrayList<>(Setting.SHIPPED_JVM);
    options.add("-XX:AOTCache=" + caches.resolve("{service}.aot"));
    return new Packaging.Jars(options);
  }
}
