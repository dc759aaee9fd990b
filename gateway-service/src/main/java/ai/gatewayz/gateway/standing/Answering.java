package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which offers of a provider answered last; immutable.
 *
 * @param lately each offer once, the latest first
 */
record Answering(List<Answered> lately) {

  /**
   * One more than are ever asked about: so one that is not among those is found if there is one.
   */
  private static final int KEPT = 10;

  /** Kept no more exactly than this: most answers change nothing here. */
  private static final Duration EXACTNESS = Duration.ofSeconds(5);

  private static final Duration CROWDED = Duration.ofMillis(100);

  static final Answering NOBODY = new Answering(List.of());

  record Answered(OfferKey offer, Instant at) {}

  /** Whether one more answer of an offer would tell nothing new. */
  boolean knows(OfferKey offer, Instant now) {
    for (Answered one : lately) {
      if (one.offer.equals(offer)) {
        return now.isBefore(one.at.plus(EXACTNESS));
      }
    }
    return lately.size() >= KEPT && now.isBefore(lately.getFirst().at.plus(CROWDED));
  }

  Answering answered(OfferKey offer, Instant now) {
    List<Answered> next = new ArrayList<>(KEPT);
    next.add(new Answered(offer, now));
    for (Answered one : lately) {
      if (next.size() < KEPT && !one.offer.equals(offer)) {
        next.add(one);
      }
    }
    return new Answering(List.copyOf(next));
  }

  /** Whether an offer that is none of these has answered within the last minute. */
  boolean others(Set<OfferKey> failing, Instant now) {
    for (Answered one : lately) {
      if (now.isBefore(one.at.plus(Cooling.MEMORY)) && !failing.contains(one.offer)) {
        return true;
      }
    }
    return false;
  }
}
