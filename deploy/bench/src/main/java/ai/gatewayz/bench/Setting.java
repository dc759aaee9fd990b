package ai.gatewayz.bench;

import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a benchmark runs.
 *
 * @param root the project's root, where the services were built
 * @param work a fresh folder for data and logs
 * @param recordings recorded provider lists; may not exist
 * @param base another state of the project, built, that is measured in the same rounds
 * @param brief whether it is only to be seen that it works: its figures say little
 */
public record Setting(
    Path root, Path work, Path recordings, Progress progress, Optional<Path> base, boolean brief) {

  public Setting(Path root, Path work, Path recordings, Progress progress) {
    this(root, work, recordings, progress, Optional.empty(), false);
  }

  /** The same for the other state of the project. */
  public Setting at(Path root) throws java.io.IOException {
    return new Setting(root, folder("base"), recordings, progress);
  }

  /**
   * The JVM options of the container images, with the heap that the gateway's container of 512 MiB
   * leaves it.
   */
  public static final List<String> SHIPPED_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx215m",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseCompactObjectHeaders");

  /** The JARs as the images run them, but for the cache that an image may keep of a start. */
  public static Packaging shippedJars() {
    return new Packaging.Jars(SHIPPED_JVM);
  }

  /**
   * The executables as the images run them: 60 % of the gateway's 512 MiB for the heap, 16 MiB of
   * it for new objects.
   */
  public static Packaging shippedExecutables() {
    return new Packaging.Executables(List.of("-Xmx307m", "-Xmn16m"));
  }

  /** A folder of its own for one part of a benchmark. */
  public Path folder(String name) throws java.io.IOException {
    return Files.createDirectories(work.resolve(name));
  }
}
