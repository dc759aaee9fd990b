package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Failures of requests with wishes of their own, where the gateway asks no questions of its own.
 * One caller's say nothing; where another's fails as well soon after, and nothing was answered in
 * between, it is the offer. Any thread may ask and tell.
 */
final class Doubts {

  static final Duration SOON = Duration.ofMinutes(1);

  /** Forgetting costs one more failure. */
  private static final int MOST = 10_000;

  private record Doubt(String holder, Instant at) {}

  private final Map<OfferKey, Doubt> doubts = new ConcurrentHashMap<>();

  /**
   * One more failure.
   *
   * @param holder of the API key
   * @return whether it is to be believed
   */
  boolean confirmed(OfferKey offer, String holder, Instant now) {
    if (doubts.size() >= MOST) {
      doubts.clear();
    }
    Doubt before = doubts.get(offer);
    boolean soon = before != null && now.isBefore(before.at.plus(SOON));
    if (soon && !before.holder.equals(holder)) {
      return true;
    }
    doubts.put(offer, new Doubt(holder, now));
    return false;
  }

  void answered(OfferKey offer) {
    if (!doubts.isEmpty()) {
      doubts.remove(offer);
    }
  }
}
