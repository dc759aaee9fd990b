package ai.gatewayz.system.images;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.gatewayz.local.backing.FreePort;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the gateway's JARs keeps what a start loads: its own commands, run here. */
class StartCacheIT {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final Path JAR =
      ROOT.resolve("gateway-service/target/quarkus-app/quarkus-run.jar");

  @TempDir Path folder;

  private final int port = FreePort.next();

  @Test
  void theCacheThatTheBuildMakesIsTheOneThatTheServiceStartsWith() throws Exception {
    assumeFalse(Boolean.getBoolean("gatewayz.native"), "executables need none");
    Dockerfile dockerfile =
        Dockerfile.read(ROOT.resolve("gateway-service/src/main/docker/Dockerfile.jvm"));
    String options = dockerfile.one("ENV").replaceAll("^JAVA_OPTS=\"|\"$", "");
    Process build = start(dockerfile.one("RUN"), options, "build.log");
    try {
      assertTrue(build.waitFor(120, TimeUnit.SECONDS), "the build hangs");
      assertEquals(0, build.exitValue(), Files.readString(folder.resolve("build.log")));
    } finally {
      build.descendants().forEach(ProcessHandle::destroyForcibly);
      build.destroyForcibly();
    }

    // Where the cache does not fit, this mode ends the process.
    Process service = start(dockerfile.one("ENTRYPOINT"), options + " -XX:AOTMode=on", "run.log");
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> listens() || !service.isAlive());
      assertTrue(service.isAlive(), Files.readString(folder.resolve("run.log")));
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  private Process start(String command, String options, String log) throws IOException {
    List<String> words = new ArrayList<>();
    for (JsonNode word : new ObjectMapper().readTree(command)) {
      words.add(
          word.asText()
              .replace("/deployments/quarkus-run.jar", JAR.toString())
              .replace("/deployments/", folder + "/")
              .replace("/127.0.0.1/9080", "/127.0.0.1/" + port));
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    Path java = Path.of(System.getProperty("java.home"), "bin");
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                java + ":" + System.getenv("PATH"),
                "JAVA_OPTS",
                options,
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(FreePort.next()),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(port),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:1"));
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile()).start();
  }

  private boolean listens() {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false; // not yet: asked again
    }
  }
}
