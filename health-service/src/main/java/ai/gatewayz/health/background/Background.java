package ai.gatewayz.health.background;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs tasks on event loops, each run in a context of its own as database sessions need it. A run
 * that fails is logged and tried again at the next turn.
 */
@ApplicationScoped
public class Background {

  private static final Logger LOG = Logger.getLogger(Background.class);

  private final Vertx vertx;

  Background(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Runs the task now and then again each time the pause has passed since it ended.
   *
   * @param name for the log
   */
  public Repeating every(Duration pause, String name, Supplier<Uni<Void>> task) {
    Repeating repeating = new Repeating(this, vertx, pause, name, task);
    repeating.start();
    return repeating;
  }

  /** Runs the task once; how it ends is the task's own affair, a failure is logged. */
  public void once(String name, Supplier<Uni<Void>> task) {
    run(name, task, () -> {});
  }

  void run(String name, Supplier<Uni<Void>> task, Runnable ended) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        go ->
            Uni.createFrom()
                .deferred(task::get)
                .subscribe()
                .with(
                    done -> ended.run(),
                    failure -> {
                      LOG.warnf("%s failed and is retried later: %s", name, failure);
                      LOG.debug(name, failure);
                      ended.run();
                    }));
  }
}
