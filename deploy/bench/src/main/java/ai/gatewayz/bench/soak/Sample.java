package ai.gatewayz.bench.soak;

import ai.gatewayz.bench.measure.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process as Linux sees it at a moment.
 *
 * @param second since the load began
 * @param resident bytes
 * @param files open ones, sockets among them
 */
record Sample(double second, long resident, int threads, int files, int sockets) {

  static Sample of(long pid, double second) throws IOException {
    Path process = Path.of("/proc/" + pid);
    int files = 0;
    int sockets = 0;
    try (Stream<Path> all = Files.list(process.resolve("fd"))) {
      for (Path each : all.toList()) {
        files++;
        try {
          sockets += Files.readSymbolicLink(each).toString().startsWith("socket:") ? 1 : 0;
        } catch (IOException e) {
          files--; // it was closed meanwhile
        }
      }
    }
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      return new Sample(
          second, ProcessMemory.of(pid).resident(), (int) threads.count(), files, sockets);
    }
  }

  /** The middle one of each figure. */
  static Sample median(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing was sampled");
    }
    return new Sample(
        samples.getLast().second(),
        middle(samples.stream().map(Sample::resident).toList()),
        middle(samples.stream().map(Sample::threads).toList()),
        middle(samples.stream().map(Sample::files).toList()),
        middle(samples.stream().map(Sample::sockets).toList()));
  }

  private static <T extends Comparable<T>> T middle(List<T> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
