package ai.gatewayz.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of the JARs copies what the build has made. */
class PackagingIT {

  private static final Pattern COPIED =
      Pattern.compile("COPY .*?(target/[\\w/.-]+?)/?(?:\\*\\.jar)? /");

  @ParameterizedTest
  @ValueSource(strings = {"gateway-service", "catalog-service", "health-service"})
  void copiesWhatTheBuildHasMade(String service) throws IOException {
    Path module = RunningStack.root().resolve(service);
    Matcher copied =
        COPIED.matcher(Files.readString(module.resolve("src/main/docker/Dockerfile.jvm")));
    int sources = 0;
    while (copied.find()) {
      sources++;
      assertTrue(Files.isDirectory(module.resolve(copied.group(1))), copied.group(1));
    }
    assertEquals(4, sources);
  }
}
