package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal parts of offers one object. Tens of thousands of offers have a handful of providers,
 * tasks, capability sets and modality sets, and their ids repeat in several fields.
 */
final class Lean {

  // Only values of which there are few; an odd provider must not make these grow without end.
  private static final int LIMIT = 4096;

  private final Map<Object, Object> known = new HashMap<>();

  /**
   * @param model the canonical id, as the other offers of the model hold it
   */
  Offer offer(String model, Offer offer) {
    String id = one(offer.id(), model);
    String upstream = one(offer.upstreamId(), id, model);
    String name = offer.name() == null ? model : one(offer.name(), id, model, upstream);
    return new Offer(
        shared(offer.provider()),
        id,
        model,
        upstream,
        name,
        offer.task() == null ? "unknown" : shared(offer.task()),
        shared(offer.capabilities()),
        shared(offer.input()),
        shared(offer.output()),
        shared(offer.price()),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.aliases(),
        offer.names(),
        offer.version(),
        offer.updated());
  }

  /**
   * @param offer what the verdict is about; null where it is not known yet
   */
  Availability availability(Availability verdict, Offer offer) {
    String id = offer == null ? verdict.id() : offer.id();
    return new Availability(
        shared(verdict.provider()),
        id,
        offer == null ? one(verdict.model(), id) : one(verdict.model(), offer.model(), id),
        verdict.state(),
        verdict.reason() == null ? null : shared(verdict.reason()),
        verdict.source(),
        verdict.since(),
        verdict.lastVerified(),
        verdict.lastChecked(),
        verdict.httpStatus(),
        verdict.ttftMillis(),
        verdict.retryAt(),
        verdict.evidence(),
        verdict.capabilities(),
        verdict.version());
  }

  static Offer withVersion(Offer offer, long version) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.aliases(),
        offer.names(),
        version,
        offer.updated());
  }

  static Availability withVersion(Availability verdict, long version) {
    return new Availability(
        verdict.provider(),
        verdict.id(),
        verdict.model(),
        verdict.state(),
        verdict.reason(),
        verdict.source(),
        verdict.since(),
        verdict.lastVerified(),
        verdict.lastChecked(),
        verdict.httpStatus(),
        verdict.ttftMillis(),
        verdict.retryAt(),
        verdict.evidence(),
        verdict.capabilities(),
        version);
  }

  private static String one(String text, String... same) {
    for (String other : same) {
      if (other.equals(text)) {
        return other;
      }
    }
    return text;
  }

  @SuppressWarnings("unchecked")
  private <T> T shared(T value) {
    Object held = known.get(value);
    if (held == null) {
      if (known.size() < LIMIT) {
        known.put(value, value);
      }
      return value;
    }
    return (T) held;
  }
}
