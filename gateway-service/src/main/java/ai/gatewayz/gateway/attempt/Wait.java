package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.eventloop.Deadline;
import ai.gatewayz.gateway.eventloop.Deadlines;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The time that an attempt has, by one deadline at a time. Lives on one event loop. */
final class Wait {

  private final Vertx vertx;
  private final Waits waits;
  private final boolean stream;
  private final Runnable tooLong;
  private final long began = System.nanoTime();
  private boolean coming;
  private Deadline deadline;

  private Wait(Vertx vertx, Waits waits, boolean stream, Runnable tooLong) {
    this.vertx = vertx;
    this.waits = waits;
    this.stream = stream;
    this.tooLong = tooLong;
  }

  /**
   * @param tooLong called once, unless cancelled before
   */
  static Wait begin(Vertx vertx, Waits waits, boolean stream, Runnable tooLong) {
    Wait wait = new Wait(vertx, waits, stream, tooLong);
    wait.until(waits.begin());
    return wait;
  }

  /** Bytes of the answer have arrived. */
  void coming() {
    coming = true;
  }

  void cancel() {
    deadline.cancel();
  }

  private void until(Duration time) {
    deadline = Deadlines.in(vertx, Math.max(1, time.toMillis()), this::passed);
  }

  /** An answer that is on its way has until its own limit, unless it is a stream. */
  private void passed() {
    Duration left = waits.whole().minusNanos(System.nanoTime() - began);
    if (coming && !stream && left.toMillis() > 0) {
      until(left);
    } else {
      tooLong.run();
    }
  }
}
