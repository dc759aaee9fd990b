package ai.gatewayz.bench.startup;

import ai.gatewayz.bench.Benchmark;
import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.StackOptions;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts every service of a running stack again and again, in each packaging that is built. */
public final class StartupBenchmark implements Benchmark {

  private static final int ROUNDS = 5;

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
    List<List<String>> rows = new ArrayList<>();
    rows.addAll(measure(setting, "JVM", Setting.shippedJars()));
    Packaging executables = Packaging.executables();
    if (Files.exists(executables.artifact(Service.GATEWAY, setting.root()))) {
      rows.addAll(measure(setting, "native", executables));
    } else {
      setting.progress().line("no native executables here: run `make native` to compare them");
    }
    return List.of(
        new Table(
            "Start and memory",
            "Medians of "
                + ROUNDS
                + " starts beside the running stack; ready is when the readiness check answers 200.",
            List.of("service", "packaging", "start to ready", "resident when ready"),
            rows));
  }

  private static List<List<String>> measure(Setting setting, String label, Packaging packaging)
      throws Exception {
    StackOptions options =
        new StackOptions(
            setting.root(),
            setting.folder("startup-" + label.toLowerCase(Locale.ROOT)),
            Ports.free(),
            packaging,
            true,
            setting.recordings(),
            Map.of());
    List<List<String>> rows = new ArrayList<>();
    try (LocalStack stack = LocalStack.start(options, setting.progress())) {
      for (Service service : Service.values()) {
        double[] millis = new double[ROUNDS];
        double[] resident = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          stack.stop(service);
          long began = System.nanoTime();
          stack.start(service);
          millis[round] = (System.nanoTime() - began) / 1e6;
          resident[round] = ProcessMemory.of(stack.pid(service)).resident();
        }
        rows.add(
            List.of(
                service.module(),
                label,
                Math.round(Rounds.median(millis)) + " ms",
                ProcessMemory.megabytes((long) Rounds.median(resident))));
      }
    }
    return rows;
  }
}
