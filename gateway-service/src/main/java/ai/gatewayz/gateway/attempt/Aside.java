package ai.gatewayz.gateway.attempt;

import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Does what an attempt has to do with an answer: with a short one at once, with a long one on a
 * worker, so that nobody else on the event loop waits for it. Time limits go on meanwhile.
 */
final class Aside {

  /** Takes about a millisecond. */
  private static final int LONG = 256 * 1024;

  private final Vertx vertx;
  private final Attempt attempt;

  Aside(Vertx vertx, Attempt attempt) {
    this.vertx = vertx;
    this.attempt = attempt;
  }

  /**
   * @param bytes of the answer
   * @param then is called on the event loop, unless the attempt is over by then
   */
  <T> void run(long bytes, Callable<T> work, Consumer<T> then) {
    if (bytes > LONG) {
      vertx
          .executeBlocking(work, false)
          .onComplete(
              done -> {
                if (done.succeeded()) {
                  attempt.guarded(() -> then.accept(done.result()));
                } else {
                  attempt.failed(done.cause());
                }
              });
      return;
    }
    T result;
    try {
      result = work.call();
    } catch (Exception e) {
      attempt.failed(e);
      return;
    }
    then.accept(result);
  }
}
