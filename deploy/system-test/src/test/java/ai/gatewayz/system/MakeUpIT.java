package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.gatewayz.local.launcher.Main;
import ai.gatewayz.local.launcher.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command itself, as a process: what it prints, how it fails, how it stops and starts again.
 */
class MakeUpIT {

  private static final int OFFSET = 700;
  private static final List<String> HEEDING_INTERRUPTS = List.of("env", "--default-signal=INT");

  @Test
  void saysWhichPortIsTakenAndWhatToDo(@TempDir Path data) throws Exception {
    try (ServerSocket other =
        new ServerSocket(8080 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
      Path log = data.resolve("up.log");
      Process up = up(data, log);
      assertTrue(up.waitFor(60, TimeUnit.SECONDS), "it gives up at once");
      assertEquals(1, up.exitValue());
      String said = Files.readString(log);
      assertTrue(said.contains(other.getLocalPort() + " (gateway-service)"), said);
      assertTrue(said.contains("PORT_OFFSET"), said);
    }
  }

  @Test
  void comesUpStopsOnInterruptAndGoesOnWithItsData(@TempDir Path data) throws Exception {
    String firstKey = null;
    for (int run = 1; run <= 2; run++) {
      Path log = data.resolve("up-" + run + ".log");
      Process up = up(data, log);
      try {
        await()
            .atMost(Duration.ofSeconds(180))
            .until(() -> Files.readString(log).contains("Ctrl-C stops") || !up.isAlive());
        String said = Files.readString(log);
        assertTrue(up.isAlive(), said);
        assertTrue(said.contains("curl -s"), said);
        String key =
            said.lines().filter(line -> line.contains("API key")).findFirst().orElseThrow();
        assertEquals(firstKey == null ? key : firstKey, key, "the key is kept");
        firstKey = key;

        nothingListensBeyondLoopback();
        List<ProcessHandle> children = up.descendants().toList();
        assertTrue(children.size() >= 3, "three services at least: " + children);
        interrupt(up);
        assertTrue(up.waitFor(60, TimeUnit.SECONDS), "it stops");
        assertTrue(Files.readString(log).contains("everything is stopped"));
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      } finally {
        up.descendants().forEach(ProcessHandle::destroyForcibly);
        up.destroyForcibly();
      }
    }
  }

  private static Process up(Path data, Path log) throws Exception {
    List<String> command = new ArrayList<>(heedsInterrupts() ? HEEDING_INTERRUPTS : List.of());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--simulator", "--data", data.resolve("data").toString()));
    command.addAll(List.of("--port-offset", Integer.toString(OFFSET)));
    if (RunningStack.nativeExecutables()) {
      command.add("--native");
    }
    return new ProcessBuilder(command)
        .directory(RunningStack.root().toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Who listens on all addresses is found at another one of the loopback network as well. */
  private static void nothingListensBeyondLoopback() {
    Ports.standard(OFFSET)
        .byName()
        .forEach(
            (name, port) -> {
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.2", port), 1000);
                fail(name + " listens beyond loopback, on port " + port);
              } catch (IOException refused) {
                // as it should be
              }
            });
  }

  /**
   * Whether a command can be started with SIGINT as a terminal's shell leaves it. A shell that runs
   * a command in the background has it ignored, a JVM that is started so never hears of it, and
   * whatever that JVM starts inherits it.
   */
  private static boolean heedsInterrupts() throws Exception {
    List<String> command = new ArrayList<>(HEEDING_INTERRUPTS);
    command.add("true");
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** What Ctrl-C sends; where it might be ignored, what ends it by the same hooks. */
  private static void interrupt(Process process) throws Exception {
    String signal = heedsInterrupts() ? "-INT" : "-TERM";
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }
}
