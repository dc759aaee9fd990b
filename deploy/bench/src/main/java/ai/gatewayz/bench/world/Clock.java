package ai.gatewayz.bench.world;

import ai.gatewayz.bench.SkippedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The time of day of one process, by libfaketime. The monotonic clock stays what it is, as it does
 * where a machine's time of day is set.
 */
public final class Clock {

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final Path file;
  private Duration ahead = Duration.ZERO;

  Clock(Path file) throws IOException {
    this.file = file;
    move(Duration.ZERO);
  }

  /** Sets it forward, or back. */
  public void move(Duration by) throws IOException {
    ahead = ahead.plus(by);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d%n".formatted(ahead.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The environment of a process that goes by it.
   *
   * @throws SkippedException without libfaketime
   */
  Map<String, String> environment() throws SkippedException {
    Path library =
        LIBRARIES.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () -> new SkippedException("libfaketime (Debian: apt-get install faketime)"));
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        // Looked up once a second: at every reading of the clock it costs more than the service
        // does.
        "FAKETIME_CACHE_DURATION", "1",
        // It was for older C libraries; with those of today every timed wait ends at once.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "DONT_FAKE_MONOTONIC", "1");
  }
}
