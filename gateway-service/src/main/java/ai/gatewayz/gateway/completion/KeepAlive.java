package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Comments on a stream that has nothing to say yet. Lives on one event loop. */
final class KeepAlive {

  /** For the next attempt to begin and answer. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  /** Proxies give up after a minute. */
  static final Duration LATEST = Duration.ofSeconds(45);

  private final Vertx vertx;
  private long timer = -1;

  KeepAlive(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * When the first comment comes: later than the first failover can, for with it the head of the
   * answer is gone. A model that thinks may take minutes until then; so long no connection holds.
   *
   * @param limit of the first attempt
   * @param alone whether there is nothing to fail over to
   */
  static Duration first(AttemptConfig config, Duration limit, boolean alone) {
    if (alone) {
      return config.keepAlive();
    }
    Duration usual = shorter(limit, config.firstTokenTimeout()).plus(MARGIN);
    Duration thinking = shorter(limit.plus(MARGIN), LATEST);
    return longer(config.keepAlive(), longer(usual, thinking));
  }

  void begin(Duration first, Duration every, Runnable comment) {
    timer =
        vertx.setPeriodic(
            Math.max(1, first.toMillis()), Math.max(1, every.toMillis()), id -> comment.run());
  }

  void end() {
    vertx.cancelTimer(timer);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
