package ai.gatewayz.bench.attack;

import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.attack.victim.PlainCaller;
import ai.gatewayz.bench.attack.victim.Watch;
import ai.gatewayz.bench.measure.ProcessMemory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of one attack.
 *
 * @param complaints what should not be, as sentences; empty where it was withstood
 */
public record Result(
    Attack attack,
    int sent,
    String answers,
    List<Watch.Seen> services,
    PlainCaller.Seen plain,
    List<String> complaints) {

  public boolean withstood() {
    return complaints.isEmpty();
  }

  static Table table(List<Result> results) {
    return new Table(
        "Attacks that the services withstand",
        "Each service as its pod runs it, with a plain caller with 20 requests a second beside each attack; all on one machine. "
            + "Heap after full collections and resident memory at most, of the services attacked.",
        List.of(
            "attack",
            "sent",
            "answers",
            "heap",
            "resident",
            "plain caller: sent, failed, p99",
            "slowest health check",
            "verdict"),
        results.stream().map(Result::row).toList());
  }

  private List<String> row() {
    return List.of(
        attack.kind() + ": " + attack.name(),
        Integer.toString(sent),
        answers,
        each(Watch.Seen::heap),
        each(Watch.Seen::resident),
        "%d, %d, %.0f ms".formatted(plain.sent(), plain.failed(), plain.p99()),
        "%.0f ms"
            .formatted(services.stream().mapToDouble(Watch.Seen::slowest).max().orElse(Double.NaN)),
        withstood() ? "ok" : "FAILED");
  }

  private String each(java.util.function.ToLongFunction<Watch.Seen> bytes) {
    return services.stream()
        .map(seen -> ProcessMemory.megabytes(bytes.applyAsLong(seen)))
        .collect(Collectors.joining(", "));
  }
}
