package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.traffic.Call;
import ai.gatewayz.local.launcher.Service;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * @param calls all completions from before it until all was whole
 * @param whole seconds until each service's lists were
 */
record Outcome(Scenario scenario, List<Call> calls, Map<Service, Double> whole) {

  /** Within this time all has to be whole. */
  static final double WANTED_SECONDS = 30;

  static final List<String> COLUMNS =
      List.of(
          "what",
          "completions",
          "failed at gateways that are up",
          "failed with a gateway that went down",
          "longest",
          "gateway's verdicts complete after",
          "health's lists",
          "catalog's lists");

  List<Call> failed() {
    return calls.stream().filter(call -> call.failure() != null && !call.lost()).toList();
  }

  private long lost() {
    return calls.stream().filter(call -> call.failure() != null && call.lost()).count();
  }

  boolean good() {
    return failed().isEmpty()
        && !calls.isEmpty()
        && whole.values().stream().allMatch(seconds -> seconds <= WANTED_SECONDS);
  }

  List<String> row() {
    double longest =
        calls.stream().filter(call -> !call.lost()).mapToDouble(Call::seconds).max().orElse(0);
    return List.of(
        scenario.about(),
        Integer.toString(calls.size()),
        Integer.toString(failed().size()),
        Long.toString(lost()),
        seconds(longest),
        seconds(whole.get(Service.GATEWAY)),
        seconds(whole.get(Service.HEALTH)),
        seconds(whole.get(Service.CATALOG)));
  }

  private static String seconds(double seconds) {
    return Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
