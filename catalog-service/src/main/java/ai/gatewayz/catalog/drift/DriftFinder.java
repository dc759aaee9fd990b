package ai.gatewayz.catalog.drift;

import ai.gatewayz.catalog.contract.SyncEvent.Drift;
import ai.gatewayz.catalog.contract.SyncEvent.DriftKind;
import ai.gatewayz.catalog.drift.ListShape.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How two readings of a list differ in form. Pure. */
final class DriftFinder {

  private final DriftConfig config;

  DriftFinder(DriftConfig config) {
    this.config = config;
  }

  /** In the order of the paths; what lies below a field that is told is not told as well. */
  List<Drift> between(Counted before, Counted now) {
    if (before.entries() < config.leastEntries() || now.entries() < config.leastEntries()) {
      return List.of();
    }
    Set<String> paths = new TreeSet<>(before.fields().keySet());
    paths.addAll(now.fields().keySet());
    List<Drift> drift = new ArrayList<>();
    for (String path : paths) {
      boolean told = drift.stream().anyMatch(above -> isBelow(path, above.field()));
      if (!told) {
        Map<String, Double> from = shares(before, path);
        Map<String, Double> to = shares(now, path);
        DriftKind kind = kind(from, to);
        if (kind != null) {
          drift.add(new Drift(now.list(), path, kind, from, to));
        }
      }
    }
    return drift;
  }

  private static boolean isBelow(String path, String above) {
    return path.startsWith(above + ".") || path.startsWith(above + "[].");
  }

  /** Null where it is as it was. */
  private DriftKind kind(Map<String, Double> from, Map<String, Double> to) {
    double moved = sum(to) - sum(from);
    if (moved <= -config.share()) {
      return DriftKind.VANISHED;
    }
    if (moved >= config.share()) {
      return DriftKind.APPEARED;
    }
    boolean retyped =
        to.entrySet().stream()
            .anyMatch(
                type -> type.getValue() - from.getOrDefault(type.getKey(), 0.0) >= config.share());
    return retyped ? DriftKind.RETYPED : null;
  }

  private static double sum(Map<String, Double> shares) {
    return shares.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Map<String, Double> shares(Counted counted, String path) {
    Map<String, Double> shares = new TreeMap<>();
    counted
        .fields()
        .getOrDefault(path, Map.of())
        .forEach(
            (type, count) ->
                shares.put(type, Math.round(1000.0 * count / counted.entries()) / 1000.0));
    return shares;
  }
}
