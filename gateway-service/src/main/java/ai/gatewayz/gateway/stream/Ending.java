package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.evidence.Evidence;
import java.util.Optional;

/**
 * How a stream ended.
 *
 * @param evidence what it says of the offer: answered, or what broke it off, or garbled where it
 *     was whole but held something that was no chunk; empty where the caller or a limit of the
 *     gateway ended it
 * @param usage null where the provider told none before the end
 * @param written an estimate of the tokens that arrived
 */
public record Ending(Delivery delivery, Optional<Evidence> evidence, Usage usage, long written) {

  public enum Delivery {
    /** to its end */
    DELIVERED,
    /** broken off by the provider or by a limit; the caller was told */
    PARTIAL,
    /** the caller left, or did not read */
    ABANDONED
  }
}
