package ai.gatewayz.gateway.usage;

import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.dialect.Operation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * One request, at its end.
 *
 * @param holder the name of the API key's holder
 * @param candidate who answered, or who was tried last; null where nobody was
 * @param code of the error that the caller was told in place of an answer; null where there is none
 * @param attempts calls to providers
 * @param failed those that failed, {@code provider:finding}, the first one first; empty where none
 *     did
 * @param pictures how many the request holds
 * @param took from the arrival of the request to the end of its answer
 */
public record UsageRecord(
    String requestId,
    String holder,
    Operation operation,
    Candidate candidate,
    Result result,
    String code,
    int attempts,
    String failed,
    Tokens tokens,
    int pictures,
    Duration took) {

  /** Of a request that was not taken on. */
  public static UsageRecord refused(
      String requestId, String holder, Operation operation, String code) {
    return new UsageRecord(
        requestId,
        holder,
        operation,
        null,
        Result.FAILED,
        code,
        0,
        "",
        Tokens.NONE,
        0,
        Duration.ZERO);
  }

  /**
   * USD by the catalog's price at the time of the request; null where nobody was asked or the price
   * is not known.
   *
   * @param now when it has just ended
   */
  BigDecimal cost(Instant now) {
    return candidate == null || tokens == Tokens.NONE
        ? null
        : Cost.of(candidate.offer().offer().price(), tokens, pictures, now.minus(took))
            .orElse(null);
  }

  /**
   * {@code name=value} pairs; nothing in it is a caller's own words.
   *
   * @param cost see {@link #cost}, which is worked out once
   */
  String line(BigDecimal cost) {
    StringBuilder line = new StringBuilder(256);
    line.append("request_id=").append(requestId);
    line.append(" key=").append(holder);
    line.append(" operation=").append(operation.metricName());
    line.append(" result=").append(result.label());
    if (code != null) {
      line.append(" error=").append(code);
    }
    if (candidate != null) {
      line.append(" provider=").append(candidate.provider().id());
      line.append(" model=").append(candidate.model());
    }
    line.append(" attempts=").append(attempts);
    if (!failed.isEmpty()) {
      line.append(" failed=").append(failed);
    }
    if (tokens != Tokens.NONE) {
      line.append(" input_tokens=").append(tokens.input());
      line.append(" output_tokens=").append(tokens.output());
      line.append(" cached_tokens=").append(tokens.cached());
      line.append(" cache_written_tokens=").append(tokens.cacheWritten());
      line.append(" reasoning_tokens=").append(tokens.reasoning());
      if (tokens.searchUnits() > 0) {
        line.append(" search_units=").append(tokens.searchUnits());
      }
      line.append(" estimated=").append(tokens.estimated());
      if (cost != null) {
        line.append(" cost_usd=").append(cost.toPlainString());
      }
      if (tokens.providerCost() != null) {
        line.append(" provider_cost_usd=").append(tokens.providerCost().toPlainString());
      }
    }
    return line.append(" took_ms=").append(took.toMillis()).toString();
  }
}
