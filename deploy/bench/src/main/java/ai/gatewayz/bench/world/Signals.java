package ai.gatewayz.bench.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What Linux lets one do to a process. */
final class Signals {

  private Signals() {}

  /** Takes its processor away; sockets stay open and nobody answers on them. */
  static void pause(Stream<ProcessHandle> processes) throws IOException, InterruptedException {
    send("STOP", processes);
  }

  static void resume(Stream<ProcessHandle> processes) throws IOException, InterruptedException {
    send("CONT", processes);
  }

  static void kill(Stream<ProcessHandle> processes) throws IOException, InterruptedException {
    send("KILL", processes);
  }

  private static void send(String signal, Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> pids = processes.map(each -> Long.toString(each.pid())).toList();
    Process kill =
        new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + signal), pids.stream()).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // A child that has ended meanwhile is no trouble; that none is left is.
    if (kill.waitFor() != 0 && pids.size() == 1) {
      throw new IOException("kill -" + signal + " " + pids + ": " + said);
    }
  }

  /** A process and all that it has started. */
  static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }
}
