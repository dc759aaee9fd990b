package ai.gatewayz.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command by which a newcomer breaks a provider. */
class BreakScriptTest {

  private static Simulator simulator;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    boolean curl =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "curl")));
    assumeTrue(curl, "no curl here");
    simulator = Simulator.start(SimulatorOptions.defaults());
    caller = new Caller(simulator);
  }

  @AfterAll
  static void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  private record Said(int exit, String words) {}

  private static Said run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "../local/break.sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().put("SIMULATOR", "http://127.0.0.1:" + simulator.port());
    Process running = script.start();
    String words = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(running.waitFor(30, TimeUnit.SECONDS));
    return new Said(running.exitValue(), words);
  }

  @Test
  void breaksAProviderOrAModelAndMendsIt() throws Exception {
    String model = simulator.catalog().chatIds("together").getFirst();
    assertEquals(0, run("together").exit());
    assertEquals(503, caller.chat("together", model, false).statusCode());
    assertEquals(0, run("--mend").exit());
    assertEquals(200, caller.chat("together", model, false).statusCode());

    assertEquals(0, run("together", model, "Gone").exit());
    assertEquals(404, caller.chat("together", model, false).statusCode());
    assertEquals(0, run("--mend").exit());
    Said cut = run("together", "*", "CutStream", "{\"afterChunks\":3}");
    assertEquals(0, cut.exit(), cut.words());
    assertEquals(0, run("--mend").exit());
  }

  @Test
  void saysWhichFaultsThereAreAndRefusesWhatItCannotSend() throws Exception {
    Said unknown = run("together", "*", "help");
    assertNotEquals(0, unknown.exit());
    assertTrue(unknown.words().contains("ServerError"), unknown.words());
    assertEquals(2, run("together", "a\"b").exit());
  }
}
