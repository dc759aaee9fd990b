package ai.gatewayz.health.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Transitions on their way to the database, in the order in which they came. Beyond a bound the
 * oldest of those that nobody is writing are dropped. Any thread may add.
 */
final class TransitionQueue {

  static final int MOST_WAITING = 50_000;
  static final int BATCH = 500;

  private final Runnable dropped;
  private final Deque<Transition> waiting = new ArrayDeque<>();
  private final List<Transition> writing = new ArrayList<>(BATCH);

  /**
   * @param dropped is told of each one that will not be written
   */
  TransitionQueue(Runnable dropped) {
    this.dropped = dropped;
  }

  synchronized void add(Transition transition) {
    waiting.addLast(transition);
    if (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
      dropped.run();
    }
  }

  /** What is to be written next: the same until it is {@link #written()}; empty for nothing. */
  synchronized List<Transition> batch() {
    if (writing.isEmpty()) {
      for (int i = Math.min(BATCH, waiting.size()); i > 0; i--) {
        writing.add(waiting.removeFirst());
      }
    }
    return List.copyOf(writing);
  }

  /** The first of those that are being written need not be any more. */
  synchronized void written(int first) {
    writing.subList(0, first).clear();
  }
}
