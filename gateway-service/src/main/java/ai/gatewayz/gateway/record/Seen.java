package ai.gatewayz.gateway.record;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;

/**
 * One attempt.
 *
 * @param ttft to the first content of a stream; null where there was none, or where the answer was
 *     no stream
 * @param took to the end
 * @param tokens of the answer
 * @param ordinary whether it asked no more than others do: only then its time to the first token
 *     says something
 */
public record Seen(
    OfferKey offer, Finding finding, Duration ttft, Duration took, long tokens, boolean ordinary) {}
