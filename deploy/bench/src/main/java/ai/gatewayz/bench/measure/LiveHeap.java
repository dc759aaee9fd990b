package ai.gatewayz.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds that is not garbage. */
public final class LiveHeap {

  /** As the serial collector tells of its two generations. */
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");

  private LiveHeap() {}

  /** Bytes in use after a full collection, which it has the JVM do. */
  public static long of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    return read(jcmd(pid, "GC.heap_info"));
  }

  static long read(String told) throws IOException {
    long kilobytes = 0;
    int generations = 0;
    for (Matcher used = USED.matcher(told); used.find(); generations++) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (generations != 2) {
      throw new IOException("no heap of the serial collector: " + told);
    }
    return kilobytes << 10;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(List.of(program, Long.toString(pid), command))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + pid + " " + command + ": " + said);
    }
    return said;
  }
}
