package ai.gatewayz.gateway.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What one connection is doing. Lives on its event loop; times are {@link System#nanoTime}. */
final class Doing {

  /** Whether the one answer of a connection has ended; null where none is at work. */
  private BooleanSupplier ended;

  private int atWork;
  private boolean asked;

  /** Since when nothing is at work, or else the latest is. */
  private long since;

  Doing(long now) {
    since = now;
  }

  /** An answer that follows those before it, and of which nobody tells when it ends. */
  void begins(long now, BooleanSupplier ended) {
    asked = true;
    this.ended = ended;
    since = now;
  }

  /** One of several at a time; {@link #ends} is called at its end. */
  void begins(long now) {
    asked = true;
    atWork++;
    since = now;
  }

  void ends(long now) {
    if (atWork > 0 && --atWork == 0) {
      since = now;
    }
  }

  /**
   * Whether it has been so for longer than it may.
   *
   * @param sending whether the caller has not taken all of the answer yet
   */
  boolean tooLong(long now, boolean sending, Limits limits) {
    if (ended != null && ended.getAsBoolean()) {
      ended = null;
      since = now;
    }
    boolean working = ended != null || atWork > 0 || sending;
    long most = working ? limits.work : asked ? limits.idle : limits.head;
    return now - since > most;
  }

  /**
   * @param head nanoseconds to the first request
   * @param idle nanoseconds from one request to the next
   * @param work nanoseconds from the latest request to its end
   */
  record Limits(long head, long idle, long work) {

    static Limits of(ConnectionConfig config, Duration total) {
      return new Limits(
          config.headTimeout().toNanos(),
          config.idleTimeout().toNanos(),
          total.toNanos() + TimeUnit.SECONDS.toNanos(30));
    }
  }
}
