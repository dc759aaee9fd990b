package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.health.evidence.Evidence;
import java.time.Duration;

/**
 * What one attempt said of its offer.
 *
 * @param ttft to the first content of a stream, or to the whole of another answer; null where there
 *     was none
 * @param took from the call to the end of the answer, or to its failure
 * @param usage null where the provider told none
 * @param estimate what was used by the gateway's own estimate; {@link Tokens#NONE} where the
 *     provider told, and where nothing was answered
 */
public record AttemptOutcome(
    OfferView offer,
    Operation operation,
    boolean streamed,
    Evidence evidence,
    Duration ttft,
    Duration took,
    Usage usage,
    Tokens estimate) {

  /** Where there is nothing to estimate. */
  public AttemptOutcome(
      OfferView offer,
      Operation operation,
      boolean streamed,
      Evidence evidence,
      Duration ttft,
      Duration took,
      Usage usage) {
    this(offer, operation, streamed, evidence, ttft, took, usage, Tokens.NONE);
  }
}
