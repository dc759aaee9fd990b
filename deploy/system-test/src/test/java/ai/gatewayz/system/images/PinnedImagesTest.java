package ai.gatewayz.system.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of others come by their digest; whoever moves a tag changes nothing here. */
class PinnedImagesTest {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final Pattern IMAGE =
      Pattern.compile("^(?:FROM| *image:) (\\S+)$", Pattern.MULTILINE);
  private static final String DIGEST = "@sha256:[0-9a-f]{64}";

  /** What no digest is known of yet: `deploy/pin-images.sh` finds it where there is a registry. */
  private static final Set<String> UNPINNED =
      Set.of("quay.io/quarkus/ubi9-quarkus-micro-image:2.0");

  @TempDir Path copy;

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("deploy/compose/compose.yaml")));
    for (String service : List.of("gateway", "catalog", "health")) {
      Path folder = ROOT.resolve(service + "-service/src/main/docker");
      try (Stream<Path> all = Files.list(folder)) {
        all.map(ROOT::relativize).forEach(files::add);
      }
    }
    return files;
  }

  /** Those that are taken from a registry; ours are built. */
  private static Set<String> images(Path root) throws IOException {
    Set<String> images = new TreeSet<>();
    for (Path file : files()) {
      Matcher image = IMAGE.matcher(Files.readString(root.resolve(file)));
      while (image.find()) {
        images.add(image.group(1));
      }
    }
    images.removeIf(image -> image.startsWith("localhost/"));
    return images;
  }

  @Test
  void everyImageThatHasAKnownDigestIsPinned() throws IOException {
    Set<String> unpinned = new TreeSet<>(images(ROOT));
    assertTrue(unpinned.removeIf(image -> image.matches(".*:[\\w.-]+" + DIGEST)));
    assertEquals(UNPINNED, unpinned);
  }

  /** With a stand-in for docker, that knows one digest of everything. */
  @Test
  void theScriptPinsAllOfThemAndRenewsThoseThatAre() throws Exception {
    for (Path file : files()) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), copy.resolve(file));
    }
    String digest = "@sha256:" + "0123456789abcdef".repeat(4);
    Path bin = Files.createDirectory(copy.resolve("bin"));
    Path docker = bin.resolve("docker");
    Files.writeString(docker, "#!/bin/sh\necho " + digest.substring(1) + "\n");
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path log = copy.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(ROOT.resolve("deploy/pin-images.sh").toString(), copy.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    Process script = builder.start();
    assertTrue(script.waitFor(60, TimeUnit.SECONDS), "hangs");
    assertEquals(0, script.exitValue(), Files.readString(log));
    Set<String> wanted = new TreeSet<>();
    images(ROOT).forEach(image -> wanted.add(image.replaceAll(DIGEST, "") + digest));
    assertEquals(wanted, images(copy));
  }
}
