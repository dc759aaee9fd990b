package ai.gatewayz.health.question;

import ai.gatewayz.health.verdict.Streak;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Duration;

/**
 * How long to wait for an answer: by the model's own history, so that a fast model that hangs is
 * seen soon and a slow one is not called dead.
 */
public final class Patience {

  /** A first token may take this much longer than the slowest of late. */
  private static final int TIMES = 4;

  private static final Duration LEAST = Duration.ofSeconds(15);

  private final Duration most;

  /**
   * @param most waited for models without a history, for those that think, and for a second opinion
   *     on one that did not answer in time
   */
  public Patience(Duration most) {
    this.most = most;
  }

  public Duration with(Verdict verdict, boolean thinks) {
    long slowest = verdict.recent().slowestMillis();
    boolean doubted = verdict.streak().kind() != Streak.Kind.SOUND;
    if (slowest == 0 || thinks || doubted) {
      return most;
    }
    Duration own = Duration.ofMillis(slowest * TIMES);
    Duration atLeast = own.compareTo(LEAST) < 0 ? LEAST : own;
    return atLeast.compareTo(most) < 0 ? atLeast : most;
  }
}
