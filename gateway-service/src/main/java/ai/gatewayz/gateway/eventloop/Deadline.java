package ai.gatewayz.gateway.eventloop;

import io.quarkus.logging.Log;

/** One of {@link Deadlines}; also the head of a list of them, which is a ring. */
public final class Deadline {

  private final Deadlines all;
  final long tick;
  private Runnable passed;
  private Deadline before = this;
  private Deadline after = this;

  /** The head of an empty list. */
  Deadline() {
    this(null, 0, null);
  }

  Deadline(Deadlines all, long tick, Runnable passed) {
    this.all = all;
    this.tick = tick;
    this.passed = passed;
  }

  void enter(Deadline head) {
    before = head.before;
    after = head;
    before.after = this;
    head.before = this;
  }

  /** Nothing happens any more; without effect where it has passed or was cancelled. */
  public void cancel() {
    if (passed != null) {
      leave();
    }
  }

  private void leave() {
    passed = null;
    before.after = after;
    after.before = before;
    all.left();
  }

  /**
   * On a head: all of its list whose time has come. What they do may begin and cancel others.
   *
   * @param now the latest tick that is over
   */
  void passAll(long now) {
    // Those that are due leave for a list of their own: nothing that they do can reach it twice.
    Deadline due = new Deadline();
    for (Deadline one = after; one != this; ) {
      Deadline next = one.after;
      if (one.tick <= now) {
        one.before.after = one.after;
        one.after.before = one.before;
        one.enter(due);
      }
      one = next;
    }
    while (due.after != due) {
      Deadline one = due.after;
      Runnable what = one.passed;
      one.leave();
      try {
        what.run();
      } catch (RuntimeException e) {
        Log.error("The action of a deadline failed", e);
      }
    }
  }
}
