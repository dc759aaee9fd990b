package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the providers' paths serve models at present. A 404 that does not speak of the model may
 * be a wrong path or a proxy; on a path that serves other models it is the model's.
 */
final class ServedPaths {

  private static final Duration LATELY = Duration.ofHours(1);

  private final Map<Path, Served> latest = new ConcurrentHashMap<>();

  private record Path(String provider, Operation operation) {}

  /**
   * @param id that answered last
   * @param otherAt when another than that answered last; null where none did
   */
  private record Served(String id, Instant at, Instant otherAt) {
    Served then(String next, Instant now) {
      return new Served(next, now, next.equals(id) ? otherAt : at);
    }
  }

  void answered(OfferKey offer, Operation operation, Instant now) {
    latest.merge(
        new Path(offer.provider(), operation),
        new Served(offer.id(), now, null),
        (before, first) -> before.then(offer.id(), now));
  }

  boolean serveOthersThan(OfferKey offer, Operation operation, Instant now) {
    Served served = latest.get(new Path(offer.provider(), operation));
    if (served == null) {
      return false;
    }
    Instant other = served.id().equals(offer.id()) ? served.otherAt() : served.at();
    return other != null && other.plus(LATELY).isAfter(now);
  }
}
