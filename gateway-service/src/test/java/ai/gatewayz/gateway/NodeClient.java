package ai.gatewayz.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Runs the official clients for Node, unmodified, by a script that prints what it has read. */
public final class NodeClient {

  private static final Path CLIENTS = Path.of("target/node-clients");

  private NodeClient() {}

  /** Skips a test where there are none. */
  public static void assumed() {
    assumeTrue(
        Files.exists(CLIENTS.resolve("versions")),
        "no clients for Node here: run deploy/local/install-node-clients.sh");
  }

  /**
   * @param script in {@code src/test/node}
   * @param base the address that the client is given
   */
  public static JsonNode run(String script, String base, String model) throws Exception {
    // Node looks for packages from where the script stands.
    Path copy = CLIENTS.resolve(script);
    Files.copy(Path.of("src/test/node", script), copy, StandardCopyOption.REPLACE_EXISTING);
    Path errors = CLIENTS.resolve(script + ".log");
    Process process =
        new ProcessBuilder(
                "node", copy.toAbsolutePath().toString(), base, GatewayStack.API_KEY, model)
            .redirectError(errors.toFile())
            .start();
    try {
      byte[] out = process.getInputStream().readAllBytes();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, process.exitValue(), Files.readString(errors));
      return new ObjectMapper().readTree(new String(out, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
