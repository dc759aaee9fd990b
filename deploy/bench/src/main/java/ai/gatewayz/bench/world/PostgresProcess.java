package ai.gatewayz.bench.world;

import ai.gatewayz.local.backing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that waits for its disk, with a database each for catalog and health. */
public final class PostgresProcess implements Backing {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final int port;
  private PostgresServer server;
  private List<ProcessHandle> paused = List.of();

  PostgresProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Waits for a recovery too, where it had crashed. */
  @Override
  public void start() throws Exception {
    if (server != null) {
      server.close(); // it has ended otherwise, and its folder is still ours alone
    }
    server =
        PostgresServer.startPersistent(folder, port).withDatabase("catalog").withDatabase("health");
  }

  public Map<String, String> quarkusProperties(String database) {
    return server.quarkusProperties(database);
  }

  /** Where its files are; they may be copied and put back while it is stopped. */
  public Path data() {
    return folder.resolve("data");
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> running = postmaster();
    try {
      server.close();
    } catch (IOException | RuntimeException e) {
      if (isAlive()) {
        throw e;
      }
      // It had ended by itself, and there is nothing left to stop.
    }
    server = null;
    running.ifPresent(PostgresProcess::awaitEnd);
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    List<ProcessHandle> all = postmaster().stream().flatMap(Signals::tree).toList();
    Signals.kill(all.stream());
    all.forEach(PostgresProcess::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle process) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (process.isAlive() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void pause() throws IOException, InterruptedException {
    paused = postmaster().stream().flatMap(Signals::tree).toList();
    Signals.pause(paused.stream());
  }

  @Override
  public void resume() throws IOException, InterruptedException {
    if (!paused.isEmpty()) {
      Signals.resume(paused.stream());
      paused = List.of();
    }
  }

  @Override
  public boolean isAlive() {
    return postmaster().isPresent();
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      Path file = data().resolve("postmaster.pid");
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
              .filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // it is being written or taken away
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    resume();
    if (isAlive()) {
      stop();
    }
  }
}
