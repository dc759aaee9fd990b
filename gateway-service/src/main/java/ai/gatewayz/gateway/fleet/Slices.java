package ai.gatewayz.gateway.fleet;

import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Splits messages into records of half of the size that Kafka and readers accept at most. */
final class Slices {

  static final int MOST_BYTES = 512 * 1024;

  /** Braces, names, numbers and instants of one entry. */
  private static final int FRAME = 400;

  /** A name and a number. */
  private static final int COUNT = 48;

  /** UTF-8 takes three bytes for a character at most, and an escape two. */
  private static final int CHARACTER = 3;

  private Slices() {}

  static List<List<TrafficWindow.Outcome>> outcomes(List<TrafficWindow.Outcome> outcomes) {
    return cut(
        outcomes,
        each ->
            bytes(each.provider(), each.id(), each.findings().size() + each.ttftMillis().size()));
  }

  static List<List<FailureWindow.Failure>> failures(List<FailureWindow.Failure> failures) {
    return cut(failures, each -> bytes(each.provider(), each.id(), each.findings().size()));
  }

  /** As JSON, at most. */
  private static int bytes(String provider, String id, int counts) {
    return FRAME + CHARACTER * (provider.length() + id.length()) + COUNT * counts;
  }

  private static <T> List<List<T>> cut(List<T> all, ToIntFunction<T> bytes) {
    List<List<T>> slices = new ArrayList<>();
    int begin = 0;
    int size = 0;
    for (int i = 0; i < all.size(); i++) {
      int next = bytes.applyAsInt(all.get(i));
      if (size + next > MOST_BYTES && i > begin) {
        slices.add(all.subList(begin, i));
        begin = i;
        size = 0;
      }
      size += next;
    }
    if (begin < all.size()) {
      slices.add(all.subList(begin, all.size()));
    }
    return slices;
  }
}
