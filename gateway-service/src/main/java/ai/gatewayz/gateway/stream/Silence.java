package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.eventloop.Deadline;
import ai.gatewayz.gateway.eventloop.Deadlines;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sees that nothing moves: one timer that looks when something last did, not one per piece. */
final class Silence {

  private final Vertx vertx;
  private final Supplier<Duration> limit;
  private final Runnable tooLong;
  private long moved = System.nanoTime();
  private Deadline deadline;

  /**
   * @param limit how long nothing may move, which may change
   */
  Silence(Vertx vertx, Supplier<Duration> limit, Runnable tooLong) {
    this.vertx = vertx;
    this.limit = limit;
    this.tooLong = tooLong;
    watch(limit.get().toMillis());
  }

  void moved() {
    moved = System.nanoTime();
  }

  void end() {
    deadline.cancel();
  }

  private void watch(long millis) {
    deadline =
        Deadlines.in(
            vertx,
            Math.max(1, millis),
            () -> {
              long most = limit.get().toMillis();
              long still = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - moved);
              if (still < most) {
                watch(most - still);
              } else {
                tooLong.run();
              }
            });
  }
}
