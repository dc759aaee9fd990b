package ai.gatewayz.health.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * What live traffic saw of one offer in a short window at one gateway replica: the value of {@code
 * gatewayz.gateway.outcomes}. Never a prompt, never a key.
 *
 * @param model canonical model id
 * @param replica names the gateway process, so that it can skip its own windows
 * @param findings attempts per finding, by its JSON name
 * @param httpStatus last status of a failed attempt; null where all answered
 * @param ttftMillis upper bounds of TTFT buckets in milliseconds → answers at or below the bound
 *     and above the one before
 * @param inputTokens prompt tokens used, as the provider counts them
 * @param outputTokens completion tokens used, as the provider counts them
 * @param estimatedInputTokens prompt tokens of answers whose provider reported none, as the gateway
 *     estimates them; not in {@code inputTokens}
 * @param estimatedOutputTokens the same of completion tokens
 * @param inTraffic whether a {@link TrafficWindow} counts the same attempts as well, which is what
 *     Gatewayz' own services go by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeWindow(
    String provider,
    String id,
    String model,
    String replica,
    Instant from,
    Instant to,
    Map<String, Long> findings,
    Integer httpStatus,
    Map<Long, Long> ttftMillis,
    long inputTokens,
    long outputTokens,
    long estimatedInputTokens,
    long estimatedOutputTokens,
    boolean inTraffic) {

  public OutcomeWindow {
    findings = findings == null ? Map.of() : Map.copyOf(findings);
    ttftMillis = ttftMillis == null ? Map.of() : Map.copyOf(ttftMillis);
  }

  /** A window in which every provider reported its tokens. */
  public OutcomeWindow(
      String provider,
      String id,
      String model,
      String replica,
      Instant from,
      Instant to,
      Map<String, Long> findings,
      Integer httpStatus,
      Map<Long, Long> ttftMillis,
      long inputTokens,
      long outputTokens) {
    this(
        provider,
        id,
        model,
        replica,
        from,
        to,
        findings,
        httpStatus,
        ttftMillis,
        inputTokens,
        outputTokens,
        0,
        0,
        false);
  }

  /** The same, as one whose attempts a {@link TrafficWindow} counts as well. */
  public OutcomeWindow toldInTraffic() {
    return with(to, true);
  }

  /** The same, with another end. */
  public OutcomeWindow endingAt(Instant end) {
    return with(end, inTraffic);
  }

  private OutcomeWindow with(Instant end, boolean told) {
    return new OutcomeWindow(
        provider,
        id,
        model,
        replica,
        from,
        end,
        findings,
        httpStatus,
        ttftMillis,
        inputTokens,
        outputTokens,
        estimatedInputTokens,
        estimatedOutputTokens,
        told);
  }
}
