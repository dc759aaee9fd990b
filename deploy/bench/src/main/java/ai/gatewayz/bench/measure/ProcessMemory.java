package ai.gatewayz.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of a process as Linux counts it.
 *
 * @param resident bytes in memory now
 * @param peak the most there ever were
 */
public record ProcessMemory(long resident, long peak) {

  public static ProcessMemory of(long pid) throws IOException {
    long resident = 0;
    long peak = 0;
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = bytes(line);
      } else if (line.startsWith("VmHWM:")) {
        peak = bytes(line);
      }
    }
    return new ProcessMemory(resident, peak);
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }

  public static String megabytes(long bytes) {
    return Math.round(bytes / 1e6) + " MB";
  }
}
