package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The offers of which one thing was learned, each for a while. Any thread may ask. */
final class Learned {

  /** Forgetting costs one more question. */
  private static final int MOST = 10_000;

  /** Servers are updated: what one refused this morning it may take now. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final InstantSource clock;

  /** Until when. */
  private final Map<OfferKey, Instant> offers = new ConcurrentHashMap<>();

  Learned(InstantSource clock) {
    this.clock = clock;
  }

  boolean holds(OfferKey offer) {
    // Nearly always nothing was learned: then there is no need to look at the clock.
    Instant until = offers.isEmpty() ? null : offers.get(offer);
    return until != null && clock.instant().isBefore(until);
  }

  void learn(OfferKey offer) {
    if (offers.size() >= MOST) {
      offers.clear();
    }
    offers.put(offer, clock.instant().plus(REMEMBERED));
  }
}
