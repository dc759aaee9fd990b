package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Shipped;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the image of the JARs keeps of a start that its build makes without a broker. */
final class StartCache {

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** As in the image's build: it has looked for the broker by then. */
  private static final long LOOK_MILLIS = 3_000;

  private StartCache() {}

  /** The JARs as their image runs them, with such a cache. */
  static Packaging make(Setting setting) throws IOException, InterruptedException {
    Path cache = setting.folder("cache").resolve("gateway-service.aot");
    ServiceProcess process = start(setting, with(setting, "-XX:AOTCacheOutput=" + cache));
    Thread.sleep(LOOK_MILLIS);
    process.process().destroy();
    process.process().waitFor();
    return with(setting, "-XX:AOTCache=" + cache);
  }

  private static Packaging with(Setting setting, String option) throws IOException {
    List<String> options = new ArrayList<>(Shipped.read(setting.root(), Service.GATEWAY).jvm());
    options.add(option);
    return new Packaging.Jars(options);
  }

  private static ServiceProcess start(Setting setting, Packaging packaging)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    StackOptions options =
        new StackOptions(
            setting.root(),
            setting.folder("cache"),
            ports,
            packaging,
            false,
            setting.recordings(),
            Map.of());
    ServiceProcess process =
        ServiceProcess.start(
            Service.GATEWAY,
            options,
            Map.of(
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.port",
                Integer.toString(ports.gateway()),
                "quarkus.management.host",
                "127.0.0.1",
                "quarkus.management.port",
                Integer.toString(ports.gatewayManagement()),
                "kafka.bootstrap.servers",
                "127.0.0.1:" + FreePort.next()));
    long began = System.nanoTime();
    try {
      while (!Peer.listens(ports.gatewayManagement())) {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
          throw new IOException("the gateway does not start: " + process.lastWords(15));
        }
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      process.kill();
      throw e;
    }
    return process;
  }
}
