package ai.gatewayz.edge;

import java.util.HashSet;
import java.util.Set;

/** What one connection is doing. Lives on its event loop; times are {@link System#nanoTime}. */
final class Doing {

  /** The one that follows those before it; null where none is in flight. */
  private Answer one;

  /** Those that are in flight at the same time, with HTTP/2. */
  private final Set<Answer> several = new HashSet<>(0);

  private boolean asked;

  /** Since when nothing is in flight, or else the latest is, or a stream has been taken so far. */
  private long since;

  Doing(long now) {
    since = now;
  }

  /**
   * An answer that follows those before it, and of which nobody tells when it ends.
   *
   * @return whether it is the first of the connection
   */
  boolean begins(long now, Answer answer) {
    boolean first = !asked;
    asked = true;
    one = answer;
    since = now;
    return first;
  }

  /** One of several at a time; {@link #ends} is called at its end. */
  void beginsBesideOthers(long now, Answer answer) {
    asked = true;
    several.add(answer);
    since = now;
  }

  void ends(long now, Answer answer) {
    if (several.remove(answer) && several.isEmpty()) {
      since = now;
    }
  }

  /**
   * Whether it has been so for longer than it may.
   *
   * @param sending whether the caller has not taken all of the answer yet
   */
  boolean tooLong(long now, boolean sending, ConnectionLimits limits) {
    if (one != null && one.ended()) {
      one = null;
      since = now;
    }
    if (!sending && goesOn()) {
      since = now;
    }
    boolean working = one != null || !several.isEmpty() || sending;
    long most = working ? limits.work() : asked ? limits.idle() : limits.head();
    return now - since > most;
  }

  /** How long it has been so. */
  long nanos(long now) {
    return now - since;
  }

  private boolean goesOn() {
    if (one != null) {
      return one.goesOn();
    }
    for (Answer each : several) {
      if (each.goesOn()) {
        return true;
      }
    }
    return false;
  }
}
