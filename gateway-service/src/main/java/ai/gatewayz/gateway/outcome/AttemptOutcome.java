package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.health.evidence.Evidence;
import java.time.Duration;

/**
 * What one attempt said of its offer.
 *
 * @param ttft to the first content of a stream, or to the whole of another answer; null where there
 *     was none
 * @param took from the call to the end of the answer, or to its failure
 * @param usage null where the provider told none
 */
public record AttemptOutcome(
    OfferView offer,
    Operation operation,
    boolean streamed,
    Evidence evidence,
    Duration ttft,
    Duration took,
    Usage usage) {}
