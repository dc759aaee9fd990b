package ai.gatewayz.gateway.fleet;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.OutcomeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds short windows of offers up to longer ones; nothing of the counts is lost. For one thread.
 */
final class Gathered {

  private final Map<OfferKey, Sum> sums = new LinkedHashMap<>();

  void add(OutcomeWindow window) {
    sums.computeIfAbsent(key(window), absent -> new Sum(window)).add(window);
  }

  /** Takes what there is of an offer, if anything. */
  List<OutcomeWindow> take(OfferKey offer) {
    Sum sum = sums.remove(offer);
    return sum == null ? List.of() : List.of(sum.window());
  }

  List<OutcomeWindow> takeAll() {
    List<OutcomeWindow> all = new ArrayList<>(sums.size());
    sums.values().forEach(sum -> all.add(sum.window()));
    sums.clear();
    return all;
  }

  /** Offers. */
  int size() {
    return sums.size();
  }

  static OfferKey key(OutcomeWindow window) {
    return new OfferKey(window.provider(), window.id());
  }

  private static final class Sum {
    private final OutcomeWindow first;
    private final Map<String, Long> findings = new HashMap<>();
    private final Map<Long, Long> ttft = new HashMap<>();
    private final Map<Capability, Long> refusedFor = new EnumMap<>(Capability.class);
    private Integer httpStatus;
    private Instant to;
    private long input;
    private long output;
    private long estimatedInput;
    private long estimatedOutput;

    Sum(OutcomeWindow first) {
      this.first = first;
    }

    void add(OutcomeWindow window) {
      window.findings().forEach((finding, count) -> findings.merge(finding, count, Long::sum));
      window.ttftMillis().forEach((bound, count) -> ttft.merge(bound, count, Long::sum));
      window.refusedFor().forEach((each, count) -> refusedFor.merge(each, count, Long::sum));
      httpStatus = window.httpStatus() == null ? httpStatus : window.httpStatus();
      to = window.to();
      input += window.inputTokens();
      output += window.outputTokens();
      estimatedInput += window.estimatedInputTokens();
      estimatedOutput += window.estimatedOutputTokens();
    }

    OutcomeWindow window() {
      return new OutcomeWindow(
          first.provider(),
          first.id(),
          first.model(),
          first.replica(),
          first.from(),
          to,
          findings,
          httpStatus,
          ttft,
          input,
          output,
          estimatedInput,
          estimatedOutput,
          refusedFor,
          false);
    }
  }
}
