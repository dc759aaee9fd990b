package ai.gatewayz.system.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code make} runs beside Maven. */
class ScriptsTest {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final List<String> PLAIN = List.of("sh", "dirname", "cat", "id", "mktemp", "grep");
  private static final List<String> FETCHING = List.of("apt-get", "npm", "node", "sudo");

  @TempDir private Path folder;

  private record Said(int exit, String words) {}

  private Said run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    script.environment().putAll(environment);
    Process running = script.start();
    String words = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(running.waitFor(60, TimeUnit.SECONDS));
    return new Said(running.exitValue(), words);
  }

  /** A path with nothing that could be missing, and with what would fetch it. */
  private String path(Path marker) throws IOException {
    for (String name : PLAIN) {
      Files.createSymbolicLink(folder.resolve(name), found(name));
    }
    for (String name : FETCHING) {
      Path fake =
          Files.createFile(
              folder.resolve(name),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.writeString(fake, "#!/bin/sh\necho " + name + " >>" + marker + "\nexit 1\n");
    }
    return folder.toString();
  }

  private static Path found(String name) {
    List<Path> places = new ArrayList<>();
    for (String place : System.getenv("PATH").split(":")) {
      places.add(Path.of(place, name));
    }
    return places.stream().filter(Files::isExecutable).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/local/install-tools.sh",
        "deploy/local/install-browser.sh",
        "deploy/events/install-tools.sh",
        "deploy/local/install-node-clients.sh"
      })
  void offlineNothingIsFetchedAndWhatIsSkippedIsSaid(String script) throws Exception {
    Path marker = folder.resolve("fetched");
    Said said = run(Map.of("PATH", path(marker), "OFFLINE", "1"), "sh", script);
    assertEquals(0, said.exit(), said.words());
    assertFalse(Files.exists(marker), said.words());
    // Node's clients, and AsyncAPI's schema, may be there already.
    boolean there = script.contains("node") && said.words().isEmpty();
    assertTrue(there || said.words().contains("OFFLINE"), said.words());
  }

  @Test
  void aReleaseHasAVersionThatIsNoSnapshot() throws Exception {
    for (String version : List.of("0.1.0-SNAPSHOT", "1.0", "latest", "1.2.3; rm")) {
      Said said = run(Map.of(), "sh", "deploy/release/release.sh", version);
      assertEquals(2, said.exit(), version + ": " + said.words());
    }
  }
}
