package ai.gatewayz.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Names the machine that figures were taken on. */
final class Machine {

  private Machine() {}

  static String describe() throws IOException {
    String processor = value(Path.of("/proc/cpuinfo"), line -> line.startsWith("model name"));
    String memory = value(Path.of("/proc/meminfo"), line -> line.startsWith("MemTotal"));
    long gibibytes = Math.round(Long.parseLong(memory.replaceAll("\\D", "")) / 1048576.0);
    return "%d cores of %s, %d GiB, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor,
            gibibytes,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"));
  }

  private static String value(Path file, Predicate<String> wanted) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(wanted)
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }
}
