package ai.gatewayz.gateway.attempt;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The time for what may still come when an answer is complete. Lives on one event loop. */
final class Grace {

  private static final long NONE = -1;

  private final Vertx vertx;
  private final Duration time;
  private final Runnable over;
  private long timer = NONE;

  /**
   * @param over called when the time has passed
   */
  Grace(Vertx vertx, Duration time, Runnable over) {
    this.vertx = vertx;
    this.time = time;
    this.over = over;
  }

  /** Begins where it has not yet; what comes meanwhile makes it no longer. */
  void begin() {
    if (timer == NONE) {
      timer =
          vertx.setTimer(
              Math.max(1, time.toMillis()),
              id -> {
                timer = NONE;
                over.run();
              });
    }
  }

  void cancel() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }
}
