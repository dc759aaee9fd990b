package ai.gatewayz.health.capability;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to ask of an offer next. A capability that was shown, or shown to be missing, is asked for
 * again after the interval; a doubt, a suspicion and an answer that showed nothing after a shorter
 * wait, which doubles with each of them that comes to nothing.
 *
 * @param interval between two tests of one capability of an offer
 * @param confirm to the first further test of what is not sure
 */
public record CapabilityPolicy(Duration interval, Duration confirm) {

  /** After so many intervals without a test nothing is known any more. */
  private static final int KEPT_INTERVALS = 4;

  private static final int MOST_DOUBLINGS = 20;

  /**
   * A capability whose turn it is.
   *
   * @param since when its turn came; the epoch where it was never asked for
   * @param pressing whether something speaks against what is held of it
   */
  public record Due(Capability capability, Instant since, boolean pressing) {}

  /** The one whose turn it has been for longest, what is pressing first; empty for none. */
  public Optional<Due> due(Offer offer, Capabilities held, Instant now) {
    Due first = null;
    for (Capability capability : CapabilityQuestion.TESTED) {
      if (offer.can(capability)) {
        Due due = due(capability, held.of(capability));
        if (!due.since().isAfter(now) && (first == null || before(due, first))) {
          first = due;
        }
      }
    }
    return Optional.ofNullable(first);
  }

  /** The order of two turns of one offer; of what nobody asked for yet, that of the enum. */
  private static boolean before(Due one, Due other) {
    if (one.pressing() != other.pressing()) {
      return one.pressing();
    }
    int compared = one.since().compareTo(other.since());
    return compared == 0 ? one.capability().compareTo(other.capability()) < 0 : compared < 0;
  }

  Due due(Capability capability, Tested held) {
    boolean pressing = held.doubts() > 0 || held.suspected();
    return held.asked() == null
        ? new Due(capability, Instant.EPOCH, pressing)
        : new Due(capability, held.asked().plus(wait(held)), pressing);
  }

  /** No capability of an offer is asked for again before that. */
  Duration wait(Tested held) {
    if (held.doubts() == 0 && held.unsure() == 0 && !held.suspected()) {
      return interval;
    }
    int times = held.unsure() + (held.suspected() ? held.alarms() : 0);
    Duration grown = confirm.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    return grown.compareTo(interval) < 0 ? grown : interval;
  }

  /** What is left where tests have come to an end, be it for want of money. */
  public Capabilities lapsed(Capabilities held, Instant now) {
    return held.lapsed(now.minus(interval.multipliedBy(KEPT_INTERVALS)));
  }
}
