package ai.gatewayz.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived a killed launcher. It holds our own data folder and port, so it is
 * ours to stop: its recovery on the next start is PostgreSQL's everyday work.
 */
final class LeftoverPostgres {

  private LeftoverPostgres() {}

  static void stop(Path dataDirectory) throws IOException, InterruptedException {
    Path pidFile = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    ProcessHandle process = ProcessHandle.of(pid).filter(LeftoverPostgres::isPostgres).orElse(null);
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.onExit().get(15, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StackException(
          "PostgreSQL of an earlier run (process "
              + pid
              + ") does not stop. End this process by hand, then start again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A process id may have been given to something else meanwhile. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }
}
