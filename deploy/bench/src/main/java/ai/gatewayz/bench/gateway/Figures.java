package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.measure.Rounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of several rounds, by target and what was measured; read as medians. */
public final class Figures {

  private final Map<String, List<Double>> values = new HashMap<>();

  public void add(String target, String what, double value) {
    values.computeIfAbsent(target + " " + what, key -> new ArrayList<>()).add(value);
  }

  public double median(String target, String what) {
    return Rounds.median(
        values.get(target + " " + what).stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** One target's values over another's, round by round. */
  String ratios(String target, String other, String what) {
    List<Double> these = values.get(target + " " + what);
    List<Double> those = values.get(other + " " + what);
    return IntStream.range(0, these.size())
        .mapToObj(round -> ratio(these.get(round) / those.get(round)))
        .collect(Collectors.joining(", "));
  }

  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  public static String millis(double micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1_000);
  }

  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
