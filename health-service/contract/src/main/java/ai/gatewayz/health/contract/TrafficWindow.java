package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.contract.Capability;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What live traffic saw at one gateway replica of the offers of one partition: the value of {@code
 * gatewayz.gateway.traffic}. Never a prompt, never a key.
 *
 * @param replica names the gateway process
 * @param outcomes an offer that began to fail is there twice: what was seen before, then what was
 *     seen last
 */
public record TrafficWindow(String replica, Instant from, Instant to, List<Outcome> outcomes) {

  public TrafficWindow {
    outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
  }

  /**
   * What was seen of one offer; the fields are those of {@link OutcomeWindow}.
   *
   * @param to when the offer was last tried, or a little later
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(
      String provider,
      String id,
      Instant to,
      Map<String, Long> findings,
      Integer httpStatus,
      Map<Long, Long> ttftMillis,
      long inputTokens,
      long outputTokens,
      long estimatedInputTokens,
      long estimatedOutputTokens,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Capability, Long> refusedFor) {

    public Outcome {
      findings = findings == null ? Map.of() : Map.copyOf(findings);
      ttftMillis = ttftMillis == null ? Map.of() : Map.copyOf(ttftMillis);
      refusedFor = refusedFor == null ? Map.of() : Map.copyOf(refusedFor);
    }

    /** Of which nothing was refused for a capability. */
    public Outcome(
        String provider,
        String id,
        Instant to,
        Map<String, Long> findings,
        Integer httpStatus,
        Map<Long, Long> ttftMillis,
        long inputTokens,
        long outputTokens,
        long estimatedInputTokens,
        long estimatedOutputTokens) {
      this(
          provider,
          id,
          to,
          findings,
          httpStatus,
          ttftMillis,
          inputTokens,
          outputTokens,
          estimatedInputTokens,
          estimatedOutputTokens,
          Map.of());
    }

    public static Outcome of(OutcomeWindow window) {
      return new Outcome(
          window.provider(),
          window.id(),
          window.to(),
          window.findings(),
          window.httpStatus(),
          window.ttftMillis(),
          window.inputTokens(),
          window.outputTokens(),
          window.estimatedInputTokens(),
          window.estimatedOutputTokens(),
          window.refusedFor());
    }
  }

  /** The windows of single offers that it holds; without their models. */
  public List<OutcomeWindow> windows() {
    return outcomes.stream()
        .map(
            outcome ->
                new OutcomeWindow(
                    outcome.provider,
                    outcome.id,
                    null,
                    replica,
                    from,
                    outcome.to,
                    outcome.findings,
                    outcome.httpStatus,
                    outcome.ttftMillis,
                    outcome.inputTokens,
                    outcome.outputTokens,
                    outcome.estimatedInputTokens,
                    outcome.estimatedOutputTokens,
                    outcome.refusedFor,
                    false))
        .toList();
  }
}
