package ai.gatewayz.bench.measure;

import java.time.Duration;
import java.util.Locale;

/** Processor time that a process has used up to now. */
public record ProcessorTime(long atNanos, Duration used) {

  public static ProcessorTime of(long pid) {
    return new ProcessorTime(
        System.nanoTime(),
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> new IllegalStateException("no process " + pid)));
  }

  /** What it has used of one processor since, in percent. */
  public double percentSince(ProcessorTime before) {
    return 100.0 * used.minus(before.used).toNanos() / (atNanos - before.atNanos);
  }

  public static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
