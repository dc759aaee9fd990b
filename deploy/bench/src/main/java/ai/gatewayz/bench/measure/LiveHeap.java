package ai.gatewayz.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds that is not garbage. */
public final class LiveHeap {

  /**
   * As the serial collector tells of its old generation, where a full collection leaves all that
   * lives. What the young one holds was allocated since.
   */
  private static final Pattern USED = Pattern.compile("Tenured +total \\d+K, used (\\d+)K");

  private LiveHeap() {}

  /** Bytes that live after a full collection, which it has the JVM do. */
  public static long of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    return read(jcmd(pid, "GC.heap_info"));
  }

  static long read(String told) throws IOException {
    Matcher used = USED.matcher(told);
    if (!used.find()) {
      throw new IOException("no heap of the serial collector: " + told);
    }
    return Long.parseLong(used.group(1)) << 10;
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
