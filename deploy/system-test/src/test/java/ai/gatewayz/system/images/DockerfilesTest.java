package ai.gatewayz.system.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.backing.FreePort;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a linter of Dockerfiles asks, and that their commands do what they are there for. */
class DockerfilesTest {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of(
          "FROM",
          "COPY",
          "EXPOSE",
          "USER",
          "WORKDIR",
          "ENV",
          "HEALTHCHECK",
          "RUN",
          "ENTRYPOINT",
          "CMD");

  private static Dockerfile dockerfile(String service, String kind) throws IOException {
    return Dockerfile.read(ROOT.resolve(service + "-service/src/main/docker/Dockerfile." + kind));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, jvm",
    "gateway, native",
    "catalog, jvm",
    "catalog, native",
    "health, jvm",
    "health, native"
  })
  void isWellFormedAndSafe(String service, String kind) throws IOException {
    Dockerfile dockerfile = dockerfile(service, kind);
    for (Dockerfile.Instruction instruction : dockerfile.instructions()) {
      assertTrue(KNOWN.contains(instruction.name()), instruction.name());
    }
    assertEquals("FROM", dockerfile.instructions().getFirst().name());
    String base = dockerfile.one("FROM");
    assertTrue(
        base.matches("[a-z0-9.]+(/[a-z0-9-]+)+:[\\w.-]+(@sha256:[0-9a-f]{64})?"),
        "host, name and tag: " + base);
    assertFalse(base.endsWith(":latest"));
    assertEquals("1001", dockerfile.one("USER"));
    assertTrue(dockerfile.one("WORKDIR").startsWith("/"));
    Properties properties = properties(service);
    assertEquals(
        properties.get("quarkus.http.port") + " " + properties.get("quarkus.management.port"),
        dockerfile.one("EXPOSE"));
    JsonNode entry = JSON.readTree(dockerfile.one("ENTRYPOINT"));
    assertTrue(entry.isArray(), "signals must reach the service, not a shell");
    for (String copy : dockerfile.all("COPY")) {
      assertTrue(copy.contains("--chown=1001:0"), copy);
      String source = copy.replaceAll("--\\S+ ", "").split("\\s+")[0];
      assertTrue(allowed(service, source), source + " is kept from the build by .dockerignore");
    }
  }

  /** The ignore file keeps everything from the build's context but what is copied. */
  private static boolean allowed(String service, String source) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(service + "-service/.dockerignore"));
    assertEquals("*", lines.getFirst());
    return lines.stream()
        .filter(line -> line.startsWith("!"))
        .map(line -> line.substring(1).replace("*", ""))
        .anyMatch(
            line ->
                source.replace("*", "").startsWith(line)
                    || line.startsWith("target/-runner") && source.endsWith("-runner"));
  }

  @ParameterizedTest
  @CsvSource({"gateway", "catalog", "health"})
  void theJvmImageRunsAsAProcessThatGetsSignals(String service) throws IOException {
    Dockerfile dockerfile = dockerfile(service, "jvm");
    String entry = JSON.readTree(dockerfile.one("ENTRYPOINT")).path(2).asText();
    assertTrue(entry.startsWith("exec java "), entry);
    assertTrue(dockerfile.one("ENV").contains("-XX:MaxRAMPercentage="));
    assertTrue(dockerfile.one("ENV").contains("-XX:+ExitOnOutOfMemoryError"));
  }

  @ParameterizedTest
  @CsvSource({"gateway", "catalog", "health"})
  void theNativeImageRunsTheExecutableThatTheBuildMakes(String service) throws IOException {
    Dockerfile dockerfile = dockerfile(service, "native");
    String copy = dockerfile.one("COPY");
    assertTrue(copy.contains(" target/" + service + "-service-*-runner "), copy);
    assertTrue(copy.contains("--chmod=0555"));
    assertEquals(
        copy.substring(copy.lastIndexOf(' ') + 1),
        JSON.readTree(dockerfile.one("ENTRYPOINT")).path(0).asText());
  }

  /** The check is a command: here it is, against something alive, something ill and nothing. */
  @ParameterizedTest
  @CsvSource({"gateway, jvm", "catalog, native", "health, native"})
  void theHealthCheckTellsAliveFromIllAndGone(String service, String kind) throws Exception {
    String check = dockerfile(service, kind).one("HEALTHCHECK");
    JsonNode command = JSON.readTree(check.substring(check.indexOf("CMD ") + 4));
    String management = properties(service).getProperty("quarkus.management.port");
    int[] status = {200};
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/q/health/live",
        exchange -> {
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertEquals(0, exit(command, management, port));
      status[0] = 503;
      assertEquals(1, exit(command, management, port));
    } finally {
      server.stop(0);
    }
    assertEquals(1, exit(command, management, FreePort.next()));
  }

  private static int exit(JsonNode command, String management, int port) throws Exception {
    List<String> words = new ArrayList<>();
    for (JsonNode word : command) {
      words.add(word.asText().replace("/127.0.0.1/" + management, "/127.0.0.1/" + port));
    }
    assertTrue(String.join(" ", words).contains("/" + port), "asks the management port");
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "hangs");
    return process.exitValue();
  }

  @Test
  void aSlipIsSeen() throws IOException {
    assertFalse(allowed("gateway", "src/main/resources"));
  }

  private static Properties properties(String service) throws IOException {
    Properties properties = new Properties();
    try (var in =
        Files.newInputStream(
            ROOT.resolve(service + "-service/src/main/resources/application.properties"))) {
      properties.load(in);
    }
    return properties;
  }
}
