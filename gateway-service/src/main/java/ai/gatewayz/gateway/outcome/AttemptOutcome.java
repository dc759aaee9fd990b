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
 * @param usage null where the provider told none
 */
public record AttemptOutcome(
    OfferView offer, Operation operation, Evidence evidence, Duration ttft, Usage usage) {}
