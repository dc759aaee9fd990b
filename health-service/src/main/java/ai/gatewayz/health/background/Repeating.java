package ai.gatewayz.health.background;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/** A task that repeats until it is cancelled. */
public final class Repeating {

  private final Background background;
  private final Vertx vertx;
  private final long pause;
  private final String name;
  private final Supplier<Uni<Void>> task;
  private volatile boolean cancelled;

  Repeating(
      Background background, Vertx vertx, Duration pause, String name, Supplier<Uni<Void>> task) {
    this.background = background;
    this.vertx = vertx;
    this.pause = Math.max(1, pause.toMillis());
    this.name = name;
    this.task = task;
  }

  void start() {
    if (!cancelled) {
      background.run(name, task, () -> vertx.setTimer(pause, again -> start()));
    }
  }

  /** No run begins any more; a running one ends by itself. */
  public void cancel() {
    cancelled = true;
  }
}
