package ai.gatewayz.health.store;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.AvailabilityTransition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transitions on their way to somewhere slower, in the order in which they came. Where many wait,
 * an offer has two of them at most: the first as it was, and all later ones in one, which says how
 * many it leaves out. Beyond a bound the oldest of those that nobody is writing are dropped. Any
 * thread may add.
 */
public final class TransitionQueue {

  static final int MOST_WAITING = 100_000;
  static final int MANY = 10_000;
  static final int BATCH = 5_000;

  private final Runnable leftOut;
  private final Runnable dropped;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Map<OfferKey, Offer> offers = new HashMap<>();
  private final List<AvailabilityTransition> writing = new ArrayList<>();

  /**
   * @param leftOut is told of each one that another tells of in its stead
   * @param dropped is told of each one that nobody will ever tell of
   */
  public TransitionQueue(Runnable leftOut, Runnable dropped) {
    this.leftOut = leftOut;
    this.dropped = dropped;
  }

  private static final class Place {
    private AvailabilityTransition held;

    private Place(AvailabilityTransition held) {
      this.held = held;
    }
  }

  /** What waits of an offer. */
  private static final class Offer {
    private int places;
    private Place last;
  }

  public synchronized void add(AvailabilityTransition transition) {
    Offer offer = offers.computeIfAbsent(transition.key(), key -> new Offer());
    if (offer.places > 1 && waiting.size() >= MANY) {
      offer.last.held = offer.last.held.and(transition);
      leftOut.run();
      return;
    }
    offer.last = new Place(transition);
    offer.places++;
    waiting.addLast(offer.last);
    if (waiting.size() > MOST_WAITING) {
      AvailabilityTransition oldest = next();
      for (int told = 0; told <= (oldest.leftOut() == null ? 0 : oldest.leftOut()); told++) {
        dropped.run();
      }
    }
  }

  /** What is to be written next: the same until it is {@link #written}; empty for nothing. */
  public synchronized List<AvailabilityTransition> batch() {
    if (writing.isEmpty()) {
      for (int i = Math.min(BATCH, waiting.size()); i > 0; i--) {
        writing.add(next());
      }
    }
    return List.copyOf(writing);
  }

  /** The first of those that are being written need not be any more. */
  public synchronized void written(int first) {
    writing.subList(0, first).clear();
  }

  private AvailabilityTransition next() {
    AvailabilityTransition next = waiting.removeFirst().held;
    Offer offer = offers.get(next.key());
    offer.places--;
    if (offer.places == 0) {
      offers.remove(next.key());
    }
    return next;
  }
}
