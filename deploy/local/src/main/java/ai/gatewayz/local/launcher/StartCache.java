package ai.gatewayz.local.launcher;

import ai.gatewayz.local.backing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the JVM keeps of a service's start: with it, later starts take a fraction of the processor's
 * time. It is made, as in the images' build, from one start with no broker and no database to
 * reach, and stands beside what was built. The JVM does without one that is of another build.
 */
public final class StartCache {

  private static final long START_SECONDS = 120;

  /** By then a service has looked for its broker and its database. */
  private static final long LOOK_MILLIS = 3_000;

  private static final long DUMP_SECONDS = 120;

  private StartCache() {}

  /**
   * The JARs with a cache for each of these services, which is made where there is none of this
   * build.
   *
   * @param root the project's root, where the services were built
   */
  public static Packaging.Jars jars(Path root, Service... services)
      throws IOException, InterruptedException {
    Packaging.Jars jars = Packaging.jars();
    for (Service service : services) {
      make(root, service, jars);
    }
    return jars;
  }

  static Path file(Service service, Path root) {
    return root.resolve(service.module()).resolve("target/start-cache.aot");
  }

  /**
   * Two test runs of one project may want it at the same time, and two threads of one: the lock of
   * a file is the process's.
   */
  private static synchronized void make(Path root, Service service, Packaging.Jars jars)
      throws IOException, InterruptedException {
    Path file = file(service, root);
    try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling("start-cache.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !isOfThisBuild(file, jars.artifact(service, root))) {
        record(root, service, jars.options(), file);
      }
    }
  }

  /**
   * Makes one.
   *
   * @param options of the JVM, which those of later starts must fit
   * @param file where it is left
   */
  public static void record(Path root, Service service, List<String> options, Path file)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gatewayz-start-cache");
    try {
      Path made = folder.resolve("made.aot");
      train(
          root,
          service,
          new Packaging.Jars(options).with(List.of("-XX:AOTCacheOutput=" + made)),
          folder);
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(folder);
    }
  }

  private static boolean isOfThisBuild(Path file, Path jar) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private static void train(Path root, Service service, Packaging packaging, Path folder)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    StackOptions options =
        new StackOptions(root, folder, ports, packaging, false, folder, Map.of());
    ServiceProcess process = ServiceProcess.start(service, options, unreachable(service, ports));
    try {
      long began = System.nanoTime();
      while (!listens(service.managementPort(ports))) {
        if (!process.isAlive()
            || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
          throw new IOException(service.module() + " does not start: " + process.lastWords(15));
        }
        Thread.sleep(100);
      }
      Thread.sleep(LOOK_MILLIS);
      process.process().destroy();
      if (!process.process().waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(service.module() + " does not end: " + process.lastWords(15));
      }
    } finally {
      process.kill();
    }
  }

  private static Map<String, String> unreachable(Service service, Ports ports) {
    return Map.of(
        "quarkus.http.host",
        "127.0.0.1",
        "quarkus.http.port",
        Integer.toString(service.port(ports)),
        "quarkus.management.host",
        "127.0.0.1",
        "quarkus.management.port",
        Integer.toString(service.managementPort(ports)),
        "kafka.bootstrap.servers",
        "127.0.0.1:" + FreePort.next(),
        "quarkus.datasource.reactive.url",
        "postgresql://127.0.0.1:" + FreePort.next() + "/gatewayz",
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/gatewayz");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // not yet: the caller asks again, and notices when the process dies
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
