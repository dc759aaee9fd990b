package ai.gatewayz.bench.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process beside the gateway that listens on a port: the provider, or nginx. */
public final class Peer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Process process;

  private Peer(Process process) {
    this.process = process;
  }

  /** The mock provider, on the JVM that runs this. */
  public static Peer provider(int port, Path folder) throws IOException, InterruptedException {
    return start(Upstream.class, port, folder);
  }

  /**
   * A provider on the JVM that runs this.
   *
   * @param program takes its port as its argument
   */
  public static Peer start(Class<?> program, int port, Path folder)
      throws IOException, InterruptedException {
    return start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            Integer.toString(port)),
        port,
        folder.resolve("provider.log"));
  }

  /**
   * nginx as one would put it in front of a provider: keep-alive to it, answers not gathered up.
   */
  static Peer nginx(String program, int port, int provider, Path folder)
      throws IOException, InterruptedException {
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off;
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log warn;
        events { worker_connections 4096; }
        http {
          access_log %1$s/nginx-access.log;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          keepalive_requests 100000000;
          upstream provider { server 127.0.0.1:%3$d; keepalive 1024; keepalive_requests 100000000; }
          server {
            listen 127.0.0.1:%2$d backlog=4096;
            location / {
              proxy_pass http://provider;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Authorization "Bearer the-providers";
              proxy_buffering off;
            }
          }
        }
        """
            .formatted(folder.toAbsolutePath(), port, provider));
    return start(
        List.of(program, "-p", folder.toString(), "-c", config.toString()),
        port,
        folder.resolve("nginx-start.log"));
  }

  /** Where a program of Debian's is; administrators' folders are not on everybody's path. */
  public static Optional<String> find(String program) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")),
            Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static Peer start(List<String> command, int port, Path log)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Peer peer = new Peer(process);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        peer.close();
        throw new IOException(command.getFirst() + " does not listen: " + Files.readString(log));
      }
      Thread.sleep(20);
    }
    return peer;
  }

  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false; // not yet: the caller looks again
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
