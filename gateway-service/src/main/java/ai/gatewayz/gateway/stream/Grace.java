package ai.gatewayz.gateway.stream;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The time for what may still come when an answer is complete. Lives on one event loop. */
public final class Grace {

  private static final long NONE = -1;

  private final Vertx vertx;
  private final Duration time;
  private final Runnable over;
  private long timer = NONE;

  /**
   * @param over called when the time has passed
   */
  public Grace(Vertx vertx, Duration time, Runnable over) {
    this.vertx = vertx;
    this.time = time;
    this.over = over;
  }

  /** Begins where it has not yet; what comes meanwhile makes it no longer. */
  public void begin() {
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

  public void cancel() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }
}
