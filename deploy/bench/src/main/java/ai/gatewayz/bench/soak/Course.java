package ai.gatewayz.bench.soak;

import static ai.gatewayz.bench.measure.ProcessMemory.megabytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The samples of one process over the whole load.
 *
 * @param name of the process
 * @param heaps bytes in use after full collections: before the minute that is compared with, and at
 *     the end
 */
record Course(String name, List<Sample> samples, List<Long> heaps) {

  static final List<String> COLUMNS =
      List.of(
          "process",
          "resident, warmed up",
          "at the end",
          "grown by",
          "heap after a full collection",
          "threads",
          "open files",
          "of them sockets");

  /** Resident memory may grow by less. */
  private static final double MOST_GROWTH = 0.02;

  /** What the heap holds depends a little on the moment. */
  private static final double MOST_GROWTH_OF_HEAP = 0.05;

  /** Threads and files of pools come and go by a few. */
  private static final int FEW = 4;

  /**
   * So long are the stretches whose medians are compared, where the course is long enough: memory
   * outside of the heap comes and goes by some per cent within a minute.
   */
  private static final double STRETCH_SECONDS = 300;

  Course(String name) {
    this(name, new ArrayList<>(), new ArrayList<>());
  }

  private double end() {
    return samples.getLast().second();
  }

  private double stretch(double warmUp) {
    return Math.min(STRETCH_SECONDS, (end() - warmUp) / 2);
  }

  private Sample first(double warmUp) {
    return between(warmUp, warmUp + stretch(warmUp));
  }

  private Sample last(double warmUp) {
    return between(end() - stretch(warmUp), end());
  }

  private Sample between(double from, double to) {
    return Sample.median(
        samples.stream().filter(each -> each.second() > from && each.second() <= to).toList());
  }

  double growth(double warmUp) {
    return (double) last(warmUp).resident() / first(warmUp).resident() - 1;
  }

  /** What grew that should not; empty where nothing did. */
  List<String> leaks(double warmUp) {
    Sample before = first(warmUp);
    Sample after = last(warmUp);
    List<String> leaks = new ArrayList<>();
    if (growth(warmUp) >= MOST_GROWTH) {
      leaks.add(name + ": resident memory grew by " + percent(growth(warmUp)));
    }
    double heap = (double) heaps.getLast() / heaps.getFirst() - 1;
    if (heap >= MOST_GROWTH_OF_HEAP) {
      leaks.add(name + ": what the heap holds grew by " + percent(heap));
    }
    grown(leaks, "threads", before.threads(), after.threads());
    grown(leaks, "open files", before.files(), after.files());
    grown(leaks, "sockets", before.sockets(), after.sockets());
    return leaks;
  }

  private void grown(List<String> leaks, String what, int before, int after) {
    if (after > before + FEW) {
      leaks.add(name + ": " + what + " grew from " + before + " to " + after);
    }
  }

  List<String> row(double warmUp) {
    Sample before = first(warmUp);
    Sample after = last(warmUp);
    return List.of(
        name,
        megabytes(before.resident()),
        megabytes(after.resident()),
        percent(growth(warmUp)),
        megabytes(heaps.getFirst()) + " → " + megabytes(heaps.getLast()),
        before.threads() + " → " + after.threads(),
        before.files() + " → " + after.files(),
        before.sockets() + " → " + after.sockets());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
