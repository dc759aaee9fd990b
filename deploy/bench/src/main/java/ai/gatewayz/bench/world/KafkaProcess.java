package ai.gatewayz.bench.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker on loopback that can be killed and paused. */
public final class KafkaProcess implements Backing {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final int port;
  private Process process;

  KafkaProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path log = folder.resolveSibling("kafka.log");
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx384m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerMain.class.getName(),
                    folder.toString(),
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("Kafka does not start; see " + log);
      }
      Thread.sleep(50);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false; // not yet: the caller looks again
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void pause() throws IOException, InterruptedException {
    Signals.pause(Signals.tree(process.toHandle()));
  }

  @Override
  public void resume() throws IOException, InterruptedException {
    Signals.resume(Signals.tree(process.toHandle()));
  }

  @Override
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (isAlive()) {
      resume();
      stop();
    }
  }
}
