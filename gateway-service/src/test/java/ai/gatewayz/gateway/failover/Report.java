package ai.gatewayz.gateway.failover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of {@code deploy/bench/README.md}: a row for each scenario, with what it cost and
 * brought in the first layout with own questions, and the grades of all layouts, with own questions
 * and without.
 */
final class Report {

  private final Map<String, List<Row>> asking;
  private final Map<String, List<Row>> notAsking;

  /**
   * @param asking the rows by layout, of the gateway that asks fallen offers on its own
   * @param notAsking the same of the one that does not
   */
  Report(Map<String, List<Row>> asking, Map<String, List<Row>> notAsking) {
    this.asking = new LinkedHashMap<>(asking);
    this.notAsking = new LinkedHashMap<>(notAsking);
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    List<String> layouts = List.copyOf(asking.keySet());
    lines.add(
        "| what is wrong at the requested model | calls | waited | over after | the caller gets | "
            + String.join(" | ", layouts)
            + " |");
    lines.add("|---|---|---|---|---|" + "---|".repeat(layouts.size()));
    for (Scenario scenario : Scenario.values()) {
      Row shown =
          layouts.stream()
              .map(layout -> in(asking, layout, scenario))
              .filter(row -> row != null)
              .findFirst()
              .orElseThrow();
      String grades =
          layouts.stream()
              .map(layout -> grades(layout, scenario))
              .collect(Collectors.joining(" | "));
      lines.add(
          "| %d. %s | %d + %d | %s | %s | %s | %s |"
              .formatted(
                  scenario.number(),
                  scenario.title(),
                  shown.asked(),
                  shown.fallback(),
                  shown.waited(),
                  shown.over(),
                  shown.got(),
                  grades));
    }
    String totals =
        layouts.stream()
            .map(layout -> passed(asking.get(layout)) + ", " + passed(notAsking.get(layout)))
            .collect(Collectors.joining(" | "));
    lines.add("| passed, of 16 | | | | | " + totals + " |");
    return String.join("\n", lines) + "\n";
  }

  private static long passed(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.scenario() != Scenario.AWAY_REFUSING && row.grade() == Grade.PASS)
        .count();
  }

  private String grades(String layout, Scenario scenario) {
    Row with = in(asking, layout, scenario);
    Row without = in(notAsking, layout, scenario);
    if (with == null || without == null) {
      return "";
    }
    return with.grade() == without.grade()
        ? with.grade().toString()
        : with.grade() + ", " + without.grade();
  }

  private static Row in(Map<String, List<Row>> rows, String layout, Scenario scenario) {
    return rows.get(layout).stream()
        .filter(row -> row.scenario() == scenario)
        .findFirst()
        .orElse(null);
  }
}
